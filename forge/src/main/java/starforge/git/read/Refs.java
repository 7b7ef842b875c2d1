package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import starforge.git.Repositories;

/**
 * The branches and tags of a repository, and what a name in an address means. A name is only ever looked up whole: Git's
 * expressions such as {@code HEAD~3}, <code>@{1}</code> or {@code a:path} mean nothing here.
 */
public final class Refs {
    private static final String SPLIT = "/f/";
    private static final int LONGEST_NAME = 1_024;
    private static final int LONGEST_PART = 255;
    private static final int MOST_SPLITS = 64;

    private final Reading reading;
    private final Targets targets = new Targets();

    private record Tag(String name, ObjectId id, Targets.Target target) {}

    public Refs(Repositories repositories) {
        this.reading = new Reading(repositories, Duration.ofSeconds(10));
    }

    /** All branches, the most recently committed to first; those whose commit is missing are left out. */
    public List<Branch> branches(long repo) {
        return reading.of(repo, this::branches);
    }

    /** The newest tags that lead to a commit, newest first. */
    public List<TagRef> tags(long repo, int limit) {
        return reading.of(repo, opened -> tags(opened, limit));
    }

    /**
     * A part of the tags with a text in their name, newest first.
     *
     * @param wanted in letters of any case; "" for all
     */
    public TagPage tags(long repo, String wanted, int skip, int limit) {
        return reading.of(repo, opened -> {
            List<Tag> found = newest(opened, wanted.toLowerCase(Locale.ROOT));
            List<TagRef> tags = new ArrayList<>();
            for (Tag tag : found.stream().skip(skip).limit(limit).toList()) {
                tags.add(describe(opened, tag));
            }
            return new TagPage(tags, found.size());
        });
    }

    /** The tag of this name; a branch of the same name means nothing here. */
    public Optional<Revision> tag(long repo, String name) {
        return reading.of(repo, opened -> named(opened, Constants.R_TAGS, name, Revision.Kind.TAG));
    }

    public int branchCount(long repo) {
        return count(repo, Constants.R_HEADS);
    }

    /** How many tags there are, those that lead to no commit included. */
    public int tagCount(long repo) {
        return count(repo, Constants.R_TAGS);
    }

    /** The default branch's name, also when nothing was pushed to it yet; empty when HEAD is on no branch. */
    public Optional<String> head(long repo) {
        return reading.of(
                repo, opened -> Optional.ofNullable(opened.repository().exactRef(Constants.HEAD))
                        .filter(Ref::isSymbolic)
                        .map(head -> head.getTarget().getName())
                        .filter(name -> name.startsWith(Constants.R_HEADS))
                        .map(name -> name.substring(Constants.R_HEADS.length())));
    }

    /**
     * Finds what a name means.
     *
     * @param text a branch, else a tag, else a commit's id in full or at least 7 digits of it that fit no other commit
     */
    public Optional<Revision> resolve(long repo, String text) {
        return reading.of(repo, opened -> resolve(opened, text));
    }

    /**
     * Splits {@code <ref>/f/<path>}, or a ref alone. Both parts may hold {@code /f/}: the longest ref that exists wins.
     * Empty when there is none, or when the path has an empty, {@code .} or {@code ..} part or a NUL.
     */
    public Optional<Place> place(long repo, String refAndPath) {
        return reading.of(repo, opened -> place(opened, refAndPath));
    }

    private List<Branch> branches(Opened repo) throws IOException {
        List<Branch> branches = new ArrayList<>();
        for (Ref ref : refs(repo, Constants.R_HEADS)) {
            String name = shortName(ref, Constants.R_HEADS);
            targets.of(repo, ref.getObjectId())
                    .ifPresent(target ->
                            branches.add(new Branch(name, target.commit().name(), target.when())));
        }
        branches.sort(comparing(Branch::updated).reversed().thenComparing(Branch::name));
        return branches;
    }

    private List<TagRef> tags(Opened repo, int limit) throws IOException {
        List<TagRef> tags = new ArrayList<>();
        for (Tag tag : newest(repo, "").stream().limit(limit).toList()) {
            tags.add(describe(repo, tag));
        }
        return tags;
    }

    private List<Tag> newest(Opened repo, String wanted) throws IOException {
        List<Tag> found = new ArrayList<>();
        for (Ref ref : refs(repo, Constants.R_TAGS)) {
            String name = shortName(ref, Constants.R_TAGS);
            if (name.toLowerCase(Locale.ROOT).contains(wanted)) {
                targets.of(repo, ref.getObjectId())
                        .ifPresent(target -> found.add(new Tag(name, ref.getObjectId(), target)));
            }
        }
        found.sort(comparing((Tag tag) -> tag.target().when(), Comparator.reverseOrder())
                .thenComparing(Tag::name));
        return found;
    }

    private static TagRef describe(Opened repo, Tag tag) throws IOException {
        Targets.Target target = tag.target();
        if (tag.id().equals(target.commit())) {
            return new TagRef(tag.name(), target.commit().name(), target.when(), Optional.empty(), "", "");
        }
        Headers headers = repo.headers(tag.id(), Constants.OBJ_TAG);
        String[] message = Commit.split(unsigned(headers.message()));
        return new TagRef(
                tag.name(), target.commit().name(), target.when(), headers.person("tagger"), message[0], message[1]);
    }

    /** Without the signature that Git appends to the message of a signed tag. */
    private static String unsigned(String message) {
        int pgp = message.indexOf("-----BEGIN PGP ");
        int end = pgp < 0 ? message.indexOf("-----BEGIN SSH ") : pgp;
        return end < 0 ? message : message.substring(0, end);
    }

    private int count(long repo, String prefix) {
        return reading.of(repo, opened -> refs(opened, prefix).size());
    }

    private static List<Ref> refs(Opened repo, String prefix) throws IOException {
        return repo.repository().getRefDatabase().getRefsByPrefix(prefix).stream()
                .filter(ref -> ref.getObjectId() != null)
                .toList();
    }

    private static String shortName(Ref ref, String prefix) {
        return ref.getName().substring(prefix.length());
    }

    private Optional<Revision> resolve(Opened repo, String text) throws IOException {
        Optional<Revision> branch = named(repo, Constants.R_HEADS, text, Revision.Kind.BRANCH);
        if (branch.isPresent()) {
            return branch;
        }
        Optional<Revision> tag = named(repo, Constants.R_TAGS, text, Revision.Kind.TAG);
        if (tag.isPresent()) {
            return tag;
        }
        return repo.find(text).map(id -> new Revision(id.name(), Revision.Kind.COMMIT, id.name()));
    }

    private Optional<Revision> named(Opened repo, String prefix, String name, Revision.Kind kind) throws IOException {
        if (!isPossible(name) || !Repository.isValidRefName(prefix + name)) {
            return Optional.empty();
        }
        Ref ref = repo.repository().exactRef(prefix + name);
        return ref == null || ref.getObjectId() == null
                ? Optional.empty()
                : targets.of(repo, ref.getObjectId())
                        .map(target -> new Revision(name, kind, target.commit().name()));
    }

    /** Whether a file system could hold a ref of this name; asking it for a longer one fails loudly. */
    private static boolean isPossible(String name) {
        return name.length() <= LONGEST_NAME
                && Arrays.stream(name.split("/")).allMatch(part -> part.getBytes(UTF_8).length <= LONGEST_PART);
    }

    private Optional<Place> place(Opened repo, String text) throws IOException {
        List<Integer> ends = ends(text);
        for (int i = ends.size() - 1; i >= 0; i--) {
            int end = ends.get(i);
            Optional<Revision> revision = resolve(repo, text.substring(0, end));
            if (revision.isPresent()) {
                String path = text.substring(Math.min(end + SPLIT.length(), text.length()));
                return Paths.isValid(path) ? revision.map(found -> new Place(found, path)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Where the ref could end, ascending; bounded, because each costs a look at the disk. */
    private static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        int at = text.indexOf(SPLIT);
        while (at >= 0 && ends.size() < MOST_SPLITS) {
            ends.add(at);
            at = text.indexOf(SPLIT, at + 1);
        }
        ends.add(text.length());
        return ends;
    }
}
