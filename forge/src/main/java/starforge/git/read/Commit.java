package starforge.git.read;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit as a page shows it.
 *
 * @param id 40 hex digits
 * @param parents ids in order; the first is what the commit was made on
 * @param subject the first paragraph on one line, at most 1,000 letters; may be ""
 * @param body the rest without blank ends, at most 100,000 letters; may be ""
 */
public record Commit(String id, List<String> parents, String subject, String body, Person author, Person committer) {
    private static final int MOST_SUBJECT = 1_000;
    private static final int MOST_BODY = 100_000;

    static Commit of(String id, Headers headers) throws CorruptObjectException {
        String[] parts = split(headers.message());
        return new Commit(
                id,
                headers.ids("parent").stream().map(ObjectId::name).toList(),
                Letters.cut(parts[0], MOST_SUBJECT),
                Letters.cut(parts[1], MOST_BODY),
                headers.person("author").orElse(Person.NOBODY),
                headers.person("committer").orElse(Person.NOBODY));
    }

    /** Subject and body of a message, by the rules of git's {@code %s} and {@code %b}. */
    static String[] split(String message) {
        List<String> lines = message.lines().toList();
        int start = 0;
        while (start < lines.size() && lines.get(start).isBlank()) {
            start++;
        }
        List<String> subject = new ArrayList<>();
        int at = start;
        while (at < lines.size() && !lines.get(at).isBlank()) {
            subject.add(lines.get(at++).stripTrailing());
        }
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        return new String[] {
            String.join(" ", subject),
            String.join("\n", lines.subList(at, lines.size())).stripTrailing()
        };
    }

    /** For lists, which have no room for it. */
    Commit withoutBody() {
        return new Commit(id, parents, subject, "", author, committer);
    }
}
