package starforge.code;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import starforge.flags.Mark;
import starforge.git.read.Commit;
import starforge.git.read.Person;
import starforge.words.Words;

/**
 * A commit in a list, as templates know it.
 *
 * @param id 40 hex digits
 * @param author the name that its writer chose; proof of nothing
 * @param at when it was committed
 * @param check what its flags come to, "" when it has none: ok, bad, running, off
 * @param checkTitle the same for people
 */
public record CommitView(
        String id, String subject, String url, String author, OffsetDateTime at, String check, String checkTitle) {
    private static final int LONGEST_NAME = 60;

    static CommitView of(String repoUrl, Commit commit) {
        return new CommitView(
                commit.id(),
                Hidden.shown(commit.subject()),
                repoUrl + "/c/" + commit.id(),
                name(commit.author()),
                commit.committer().when(),
                "",
                "");
    }

    /** The same with the sign of its flags, if it is among these. */
    CommitView marked(Map<String, Mark> marks) {
        Mark mark = marks.get(id);
        return mark == null ? this : new CommitView(id, subject, url, author, at, mark.word(), mark.title());
    }

    /** Those of some entries, by name. */
    static Map<String, CommitView> of(String repoUrl, Map<String, Commit> commits, Collection<String> names) {
        Map<String, CommitView> views = new HashMap<>();
        for (String name : names) {
            Optional.ofNullable(commits.get(name)).ifPresent(commit -> views.put(name, of(repoUrl, commit)));
        }
        return views;
    }

    /** What a person is called on a page: never by their mail address. */
    static String name(Person person) {
        String name = Hidden.shown(person.name());
        int end = name.offsetByCodePoints(0, Math.min(name.codePointCount(0, name.length()), LONGEST_NAME));
        return name.isBlank() ? Words.english().say("commit.somebody") : name.substring(0, end);
    }
}
