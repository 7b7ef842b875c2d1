package starforge.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The repository as one push sees it: the same refs, and all its objects, but what is new is written to a folder of its own.
 * Only {@link #accept} makes it part of the repository, so a push that is refused leaves nothing behind, as in Git itself
 * (git-receive-pack(1), "Quarantine environment"; JGit has none).
 */
final class Quarantine extends FileRepository {
    private static final String UNDER_WAY = "a push is under way\n";

    private final FileRepository home;
    private final Path folder;
    private final Limits limits;
    private final List<Path> keeps = new ArrayList<>();

    private Quarantine(FileRepository home, Path folder, Limits limits) throws IOException {
        super(new FileRepositoryBuilder()
                .setGitDir(home.getDirectory())
                .setObjectDirectory(folder.toFile())
                .setBare()
                .setup());
        this.home = home;
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Opens one.
     *
     * @param open opens the repository itself, which is closed together with the quarantine
     * @param limits of a pack
     */
    static Quarantine of(Supplier<Repository> open, Limits limits) throws IOException {
        Repository home = open.get();
        try {
            return new Quarantine(
                    (FileRepository) home, layOut(home.getDirectory().toPath()), limits);
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private static Path layOut(Path gitDir) throws IOException {
        Folders.sweep(gitDir, "incoming-*");
        Path folder = Files.createTempDirectory(gitDir, "incoming-");
        Files.createDirectory(folder.resolve("pack"));
        Files.createDirectory(folder.resolve("info"));
        Files.writeString(
                folder.resolve("info/alternates"), gitDir.toAbsolutePath().resolve("objects") + "\n");
        return folder;
    }

    /** Gets ready to take the objects of the push. */
    Intake intake() throws IOException {
        KnownObjects known = new KnownObjects(home.getObjectDatabase());
        return new Intake(folder.resolve("pack"), known, limits, Receiving::objectChecker);
    }

    /**
     * Moves the new packs to the repository, each held by a {@code .keep} file until {@link #settle}, so that no cleaning takes
     * them for garbage before the refs point to them.
     */
    void accept() throws IOException {
        getObjectDatabase().close();
        Path packs = home.getObjectDatabase().getPackDirectory().toPath();
        for (Path index : list("pack-*.idx")) {
            String name = index.getFileName().toString().replace(".idx", "");
            keep(packs.resolve(name + ".keep"));
            for (Path file : list(name + ".{pack,rev,objsize}")) {
                move(file, packs);
            }
            move(index, packs);
            home.openPack(packs.resolve(name + ".pack").toFile());
        }
    }

    /** Lets go of the packs; the refs hold them now. */
    void settle() throws IOException {
        for (Path keep : keeps) {
            Files.deleteIfExists(keep);
        }
        keeps.clear();
    }

    /** Lets go of what processes held that have died. */
    static void settle(Repository repository, StaleLocks locks) throws IOException {
        Path packs = repository.getDirectory().toPath().resolve("objects/pack");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(packs, "pack-*.keep")) {
            for (Path keep : found) {
                if (locks.isStale(keep) && Files.readString(keep).equals(UNDER_WAY)) {
                    Files.delete(keep);
                }
            }
        }
    }

    /** Deletes whatever was not accepted. */
    @Override
    protected void doClose() {
        super.doClose();
        Folders.deleteQuietly(folder);
        home.close();
    }

    private void keep(Path file) throws IOException {
        try {
            Files.writeString(file, UNDER_WAY, StandardOpenOption.CREATE_NEW);
            keeps.add(file);
        } catch (FileAlreadyExistsException e) {
            // Somebody keeps this very pack for good.
        }
    }

    /** A pack of the same name has the same bytes, so the one that is there stays. */
    private static void move(Path file, Path to) throws IOException {
        Path target = to.resolve(file.getFileName());
        if (!Files.exists(target)) {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private List<Path> list(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.resolve("pack"), glob)) {
            found.forEach(files::add);
        }
        return files;
    }
}
