package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import starforge.access.Refusal;
import starforge.git.Repositories;

/**
 * What changed, for pages and as patches. Commits are full ids; where an older side is asked for it may be
 * {@link #EMPTY_TREE}.
 */
public final class Diffs {
    /** The id of the tree without entries, which a first commit is compared with. */
    public static final String EMPTY_TREE = Constants.EMPTY_TREE_ID.name();

    private static final Set<Entry.Kind> FILES = Set.of(Entry.Kind.FILE, Entry.Kind.EXECUTABLE);
    private static final int MOST_FILES = 300;
    private static final int MOST_PATCHES = 500;
    private static final int MOST_LOOKED_AT = 20_000;

    private final Reading page;
    private final Reading download;

    /** A page may take 10 seconds, a download a minute. */
    public Diffs(Repositories repositories) {
        this(repositories, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    Diffs(Repositories repositories, Duration page, Duration download) {
        this.page = new Reading(repositories, page);
        this.download = new Reading(repositories, download);
    }

    /** What a commit changed in its first parent; a first commit is compared with the empty tree. */
    public CommitDiff of(long repo, String commit) {
        return page.of(repo, opened -> compare(opened, parent(opened, commit), commit));
    }

    /** What changed from one commit, or the empty tree, to another. */
    public CommitDiff from(long repo, String base, String commit) {
        return page.of(repo, opened -> compare(opened, base, commit));
    }

    /**
     * The files of a commit whose contents another has not under their names.
     *
     * @param base a commit, or the empty tree
     * @param most so many of them at most, in the order of their paths
     */
    public List<Entry> changed(long repo, String base, String commit, int most) {
        return page.of(repo, opened -> deltas(opened, base, commit).stream()
                .filter(delta -> !delta.after().isNothing() && !delta.hasSameContents())
                .filter(delta -> FILES.contains(delta.after().kind()))
                .limit(most)
                .map(Diffs::entry)
                .toList());
    }

    private static Entry entry(Delta delta) {
        String path = Letters.path(delta.newName());
        return new Entry(
                path.substring(path.lastIndexOf('/') + 1),
                path,
                delta.after().kind(),
                delta.after().id().name());
    }

    /** What {@code b} changed since it left {@code a}: compared with their merge base, or with {@code a} if they have none. */
    public CommitDiff between(long repo, String a, String b) {
        return page.of(repo, opened -> compare(opened, base(opened, a, b), b));
    }

    /** The newest commit that both stand on. */
    public Optional<String> mergeBase(long repo, String a, String b) {
        return page.of(repo, opened -> common(opened, a, b).map(ObjectId::name));
    }

    /**
     * One file of a comparison, with up to 20,000 lines.
     *
     * @param base of a {@link CommitDiff}
     * @param path as {@link FileDiff#newPath} gives it
     */
    public Optional<FileDiff> file(long repo, String base, String commit, String path) {
        return page.of(repo, opened -> {
            for (Delta delta : deltas(opened, base, commit)) {
                if (Letters.path(delta.newName()).equals(path)) {
                    return Optional.of(DiffPage.ofOne(opened).add(delta));
                }
            }
            return Optional.empty();
        });
    }

    /** Writes the commit as a mail for {@code git am}; a merge as what it changed in its first parent. */
    public void patch(long repo, String commit, OutputStream out) {
        download.of(repo, opened -> {
            write(opened, opened.commit(opened.commitId(commit)), out);
            return commit;
        });
    }

    /**
     * Writes the commits that {@code b} has and {@code a} has not as mails for {@code git am}, the oldest first, without
     * merges.
     *
     * @throws Refusal {@code TOO_LARGE} beyond 500 of them, before anything is written
     */
    public void patches(long repo, String a, String b, OutputStream out) {
        download.of(repo, opened -> {
            Apart apart = Apart.of(new History(opened), opened.commitId(a), opened.commitId(b), MOST_LOOKED_AT);
            List<ObjectId> commits = new ArrayList<>(apart.onlyRight());
            if (!apart.isWhole() || commits.size() > MOST_PATCHES) {
                throw new Refusal(Refusal.Reason.TOO_LARGE, "diff.too-many-patches", MOST_PATCHES);
            }
            Collections.reverse(commits);
            for (ObjectId commit : commits) {
                Commit read = opened.commit(commit);
                if (read.parents().size() < 2) {
                    write(opened, read, out);
                }
            }
            return b;
        });
    }

    private static void write(Opened repo, Commit commit, OutputStream out) throws IOException {
        out.write(Mail.head(commit).getBytes(UTF_8));
        new UnifiedDiff(repo, out).write(deltas(repo, parent(repo, commit.id()), commit.id()));
        out.write(Mail.foot().getBytes(UTF_8));
    }

    /** Writes the difference of two commits' contents for {@code git apply}; no merge base is looked for. */
    public void diff(long repo, String a, String b, OutputStream out) {
        download.of(repo, opened -> {
            new UnifiedDiff(opened, out).write(deltas(opened, a, b));
            return b;
        });
    }

    /** Writes what a commit changed in its first parent. */
    public void diff(long repo, String commit, OutputStream out) {
        download.of(repo, opened -> {
            new UnifiedDiff(opened, out).write(deltas(opened, parent(opened, commit), commit));
            return commit;
        });
    }

    private static CommitDiff compare(Opened repo, String base, String commit) throws IOException {
        List<Delta> deltas = deltas(repo, base, commit);
        DiffPage page = DiffPage.ofAll(repo);
        List<FileDiff> files = new ArrayList<>();
        for (Delta delta : deltas.subList(0, Math.min(deltas.size(), MOST_FILES))) {
            repo.deadline().check();
            files.add(page.add(delta));
        }
        int added = files.stream().mapToInt(file -> Math.max(file.added(), 0)).sum();
        int deleted =
                files.stream().mapToInt(file -> Math.max(file.deleted(), 0)).sum();
        return new CommitDiff(base, commit, files, deltas.size(), added, deleted);
    }

    private static List<Delta> deltas(Opened repo, String base, String commit) throws IOException {
        return Renames.join(repo, TreeDiff.between(repo, tree(repo, base), tree(repo, commit)));
    }

    private static Spot tree(Opened repo, String commit) throws IOException {
        return commit.equals(EMPTY_TREE) ? Spot.NOTHING : Spot.folder(repo.treeOf(commit));
    }

    private static String parent(Opened repo, String commit) throws IOException {
        List<ObjectId> parents = new History(repo).node(repo.commitId(commit)).parents();
        return parents.isEmpty() ? EMPTY_TREE : parents.get(0).name();
    }

    private static String base(Opened repo, String a, String b) throws IOException {
        return common(repo, a, b).map(ObjectId::name).orElse(a);
    }

    private static Optional<ObjectId> common(Opened repo, String a, String b) throws IOException {
        return MergeBase.of(new History(repo), repo.commitId(a), repo.commitId(b));
    }
}
