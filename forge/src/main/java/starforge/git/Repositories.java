package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import starforge.access.Refusal;

/**
 * The bare repositories of the forge, each in a folder named by its number, so that a rename moves nothing and no name that
 * somebody typed reaches the disk. Each comes and goes whole: a process that dies half way leaves a folder aside, never a
 * broken one under its number. Safe for use by several threads.
 *
 * <p>Where a method takes a number and there is no such repository, it is refused as DAMAGED: whether there is
 * one is for the caller to know.
 */
public final class Repositories implements AutoCloseable {
    private final Path root;
    private final StaleLocks locks;
    private final Answers answers;

    /**
     * Keeps repositories in a folder.
     *
     * @param root holds {@code <id>.git}; made when it is not there
     */
    public Repositories(Path root) {
        this(root, StaleLocks.byAge());
    }

    /**
     * Keeps repositories in a folder where nobody else is at work at this moment; so what a process that died has locked is
     * free again.
     */
    public static Repositories alone(Path root) {
        return new Repositories(root, StaleLocks.ofTheDead());
    }

    private Repositories(Path root, StaleLocks locks) {
        this.locks = locks;
        this.root = root.toAbsolutePath().normalize();
        this.answers = new Answers(this.root.resolve("answers"));
        QuietSystemReader.install();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Folders.sweep(this.root, "*.git.{new,gone-*}");
    }

    /**
     * Makes an empty repository.
     *
     * @param defaultBranch short name, {@code main}
     * @throws Refusal INVALID for a name that no branch can have
     */
    public void create(long id, String defaultBranch) {
        DefaultBranches.check(defaultBranch);
        Folders.build(folder(id), aside -> Skeleton.lay(aside, defaultBranch));
    }

    /**
     * Makes an independent copy in milliseconds: the files of objects are hard-linked, and branches, tags and the default
     * branch are written anew. Refs that the forge keeps for itself are not copied.
     *
     * <p>Git's own way to share, alternates, would borrow: deleting or pruning the parent would then break the fork. With hard
     * links nothing is borrowed. Each side deletes its own names, and the bytes go when the last name goes.
     *
     * @param parent number of the repository to copy; pushes to it may go on meanwhile
     * @param child number of the new one
     */
    public void fork(long parent, long child) {
        Folders.build(folder(child), aside -> {
            try (Repository from = open(parent)) {
                // Refs before objects: whatever they point to is there by the time it is linked.
                List<Ref> refs = publicRefs(from);
                Skeleton.lay(aside, DefaultBranches.name(from));
                HardLinks.copy(folder(parent).resolve("objects"), aside.resolve("objects"));
                Skeleton.writePackedRefs(aside, refs);
            }
        });
    }

    /**
     * Makes a repository with the branches, tags and default branch of another. For the command line: whoever may call this
     * may read every folder and every address that this process can.
     *
     * @param source a folder with a repository, bare or not, or an http or https address
     * @throws Refusal INVALID for any other kind of source, and for one that cannot be read
     */
    public void importFrom(String source, long id) {
        Importing importing = Importing.from(source);
        Folders.build(folder(id), importing::into);
    }

    public boolean exists(long id) {
        return Files.isDirectory(folder(id));
    }

    /** Numbers of all repositories that are there, in no order. */
    List<Long> ids() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "*.git")) {
            List<Long> ids = new ArrayList<>();
            for (Path each : folders) {
                String name = each.getFileName().toString();
                ids.add(Long.parseLong(name.substring(0, name.length() - ".git".length())));
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes on disk. What a fork shares with its parent counts for each of them. */
    public long size(long id) {
        return Folders.size(folder(id));
    }

    /**
     * Says whether so much has been pushed since the last {@link #tidy} that reading gets slow: many packs, or much that no
     * bitmap knows.
     */
    public boolean isUntidy(long id) {
        return Tidying.isNeeded(folder(id));
    }

    /**
     * Packs a repository anew, for speed: one pack with bitmaps for clones, a commit graph for history, refs in one file. What
     * nothing points to any more goes after two weeks. Takes as long as the repository is large; reading, pushing and forking
     * go on meanwhile. One that is being tidied by somebody else is left alone.
     */
    public void tidy(long id) {
        tidy(id, () -> false);
    }

    /**
     * The same, but ends early, with nothing lost, when it is told so.
     *
     * @param isEnough is asked again and again
     */
    void tidy(long id, BooleanSupplier isEnough) {
        try (Repository repository = open(id)) {
            Tidying.run(repository, locks, isEnough);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a repository; one that is not there is fine. Whoever is reading from it may see an error. */
    public void delete(long id) {
        Folders.remove(folder(id));
        forget(key(id));
        answers.forget(id);
    }

    /** Lets go of every open file; repositories can still be used, and are opened again. */
    @Override
    public void close() {
        for (RepositoryCache.Key key : RepositoryCache.getRegisteredKeys()) {
            if (key instanceof RepositoryCache.FileKey file
                    && root.equals(file.getFile().toPath().getParent())) {
                forget(file);
            }
        }
    }

    /**
     * Opens a repository from the cache; the caller closes it. Its folder is looked at each time: the cache would go on
     * with one that is damaged until the next start.
     *
     * @throws Refusal DAMAGED when its folder is not there or holds no repository any more
     */
    public Repository open(long id) {
        try {
            if (!RepositoryCache.FileKey.isGitRepository(folder(id).toFile(), FS.DETECTED)) {
                throw new RepositoryNotFoundException(folder(id).toFile());
            }
            return RepositoryCache.open(key(id), true);
        } catch (RepositoryNotFoundException e) {
            throw new Refusal(e, Refusal.Reason.DAMAGED, "git.damaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a repository so that objects of another one are found in it, too; nothing of that reaches the disk. Not from the
     * cache; the caller closes it.
     *
     * @param other number of the one whose objects are lent
     * @throws Refusal DAMAGED when the folder of the first is not there or holds no repository any more
     */
    public Repository openBeside(long id, long other) {
        try {
            return new FileRepositoryBuilder()
                    .setGitDir(folder(id).toFile())
                    .setBare()
                    .setMustExist(true)
                    .setFS(FS.DETECTED)
                    .addAlternateObjectDirectory(
                            folder(other).resolve("objects").toFile())
                    .build();
        } catch (RepositoryNotFoundException e) {
            throw new Refusal(e, Refusal.Reason.DAMAGED, "git.damaged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answers answers() {
        return answers;
    }

    StaleLocks locks() {
        return locks;
    }

    /** Where pushes are noted while their refs move. */
    Unheard unheard() {
        return new Unheard(root.resolve("unheard"), locks);
    }

    private static List<Ref> publicRefs(Repository repository) throws IOException {
        RefDatabase refs = repository.getRefDatabase();
        List<Ref> peeled = new ArrayList<>();
        for (Ref ref : refs.getRefsByPrefix(Constants.R_HEADS, Constants.R_TAGS)) {
            peeled.add(refs.peel(ref));
        }
        return peeled;
    }

    private static void forget(RepositoryCache.FileKey key) {
        try (Repository cached = RepositoryCache.open(key, false)) {
            RepositoryCache.close(cached);
        } catch (IOException e) {
            RepositoryCache.unregister(key);
        }
    }

    private RepositoryCache.FileKey key(long id) {
        return RepositoryCache.FileKey.exact(folder(id).toFile(), FS.DETECTED);
    }

    private Path folder(long id) {
        return root.resolve(id + ".git");
    }
}
