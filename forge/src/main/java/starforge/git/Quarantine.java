package starforge.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jgit.internal.storage.commitgraph.CommitGraph;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefDatabase;
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
    private Predicate<AnyObjectId> isNew = id -> false;

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
        Intake made = new Intake(folder.resolve("pack"), known, limits, Receiving::objectChecker);
        isNew = made::has;
        return made;
    }

    /** The refs are those of the repository itself, which it need not read from the disk for each push. */
    @Override
    public RefDatabase getRefDatabase() {
        return home.getRefDatabase();
    }

    /** All visible refs are known as such; what only hidden ones reach is no reason to leave it out of a push. */
    @Override
    public Set<ObjectId> getAdditionalHaves() {
        return Set.of();
    }

    @Override
    public ObjectReader newObjectReader() {
        return new Both(getObjectDatabase().newReader(), home.newObjectReader());
    }

    /**
     * Moves the new packs to the repository, each held by a {@code .keep} file until {@link #settle}, so that no cleaning takes
     * them for garbage before the refs point to them.
     */
    void accept() throws IOException {
        isNew = id -> false;
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

    /** Deletes whatever was not accepted. The refs are the repository's own, and stay as they were read. */
    @Override
    protected void doClose() {
        getObjectDatabase().close();
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

    /**
     * Reads what is new where it waits and all else in the repository itself. JGit alone would look for each object among the
     * new ones first, and read that folder anew each time, as it has just changed.
     */
    private final class Both extends ObjectReader {
        private final ObjectReader fresh;
        private final ObjectReader known;

        Both(ObjectReader fresh, ObjectReader known) {
            this.fresh = fresh;
            this.known = known;
        }

        private ObjectReader of(AnyObjectId id) {
            return isNew.test(id) ? fresh : known;
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            return of(id).open(id, type);
        }

        @Override
        public boolean has(AnyObjectId id, int type) throws IOException {
            return of(id).has(id, type);
        }

        @Override
        public boolean has(AnyObjectId id) throws IOException {
            return of(id).has(id);
        }

        @Override
        public ObjectReader newReader() {
            return newObjectReader();
        }

        @Override
        public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
            return fresh.resolve(id);
        }

        @Override
        public Set<ObjectId> getShallowCommits() throws IOException {
            return known.getShallowCommits();
        }

        @Override
        public Optional<CommitGraph> getCommitGraph() throws IOException {
            return known.getCommitGraph();
        }

        @Override
        public void close() {
            fresh.close();
            known.close();
        }
    }
}
