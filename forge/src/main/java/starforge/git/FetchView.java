package starforge.git;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.StoredObjectRepresentationNotAvailableException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.pack.CachedPack;
import org.eclipse.jgit.internal.storage.pack.ObjectReuseAsIs;
import org.eclipse.jgit.internal.storage.pack.ObjectToPack;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackOutputStream;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BitmapIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.jspecify.annotations.Nullable;

/**
 * A repository as a fetch by somebody who has most of it sees it. What lies in the pack with the bitmaps is sent as the deltas it
 * is stored as: the bitmaps tell whether the client has what they are made upon, and the few that are not stored so are not worth
 * a search. What was pushed since is looked for without bitmaps. They tell what to send without a look at folders, so that nobody
 * knows which files are versions of the same one, and the search for deltas compares each with whatever is as large; for a step of
 * a few hundred commits, the look takes a few milliseconds and saves more, and a fifth of the bytes.
 */
final class FetchView extends FileRepository {
    /** Where so many commits are new, looking at all of their folders would take longer than it saves. */
    private static final int LARGEST_STEP = 1_000;

    private final FileRepository home;
    private final Supplier<Asked> asked;
    private final PackConfig packing;

    private FetchView(FileRepository home, Supplier<Asked> asked, PackConfig packing) throws IOException {
        super(new FileRepositoryBuilder()
                .setGitDir(home.getDirectory())
                .setFS(home.getFS())
                .setBare()
                .setup());
        this.home = home;
        this.asked = asked;
        this.packing = packing;
    }

    /**
     * Opens one.
     *
     * @param home stays the caller's, and is open as long
     * @param asked what the client asks for at the moment
     * @param packing learns whether to look for deltas
     */
    static FetchView of(Repository home, Supplier<Asked> asked, PackConfig packing) throws IOException {
        return new FetchView((FileRepository) home, asked, packing);
    }

    @Override
    public RefDatabase getRefDatabase() {
        return home.getRefDatabase();
    }

    @Override
    public ObjectDirectory getObjectDatabase() {
        return home.getObjectDatabase();
    }

    @Override
    public ObjectReader newObjectReader() {
        return new Reader(home.newObjectReader());
    }

    /** What it shows stays open. */
    @Override
    protected void doClose() {
        // All of it is the repository's own.
    }

    private boolean isPacked() throws IOException {
        Set<ObjectId> wants = asked.get().wants();
        for (Pack pack : home.getObjectDatabase().getPacks()) {
            if (pack.getPackFile().create(PackExt.BITMAP_INDEX).exists()) {
                return !wants.isEmpty() && hasAll(pack, wants);
            }
        }
        return false;
    }

    private static boolean hasAll(Pack pack, Set<ObjectId> ids) throws IOException {
        for (ObjectId id : ids) {
            if (!pack.hasObject(id)) {
                return false;
            }
        }
        return true;
    }

    private boolean isStep() throws IOException {
        Asked now = asked.get();
        try (RevWalk walk = new RevWalk(home)) {
            walk.setRetainBody(false);
            if (!mark(walk, now.haves(), true) || !mark(walk, now.wants(), false)) {
                return false;
            }
            int commits = 0;
            while (commits <= LARGEST_STEP && walk.next() != null) {
                commits += 1;
            }
            return commits <= LARGEST_STEP;
        }
    }

    /** Says whether there was one. */
    private static boolean mark(RevWalk walk, Collection<ObjectId> ids, boolean isThere) throws IOException {
        boolean any = false;
        for (ObjectId id : ids) {
            if (walk.getObjectReader().has(id) && walk.peel(walk.parseAny(id)) instanceof RevCommit commit) {
                any = true;
                if (isThere) {
                    walk.markUninteresting(commit);
                } else {
                    walk.markStart(commit);
                }
            }
        }
        return any;
    }

    /** Reads as the repository's own, and says that there are no bitmaps where they do not help. */
    private final class Reader extends ObjectReader.Filter implements ObjectReuseAsIs {
        private final ObjectReader own;
        private final ObjectReuseAsIs reuse;

        Reader(ObjectReader own) {
            this.own = own;
            this.reuse = (ObjectReuseAsIs) own;
        }

        @Override
        protected ObjectReader delegate() {
            return own;
        }

        @Override
        public @Nullable BitmapIndex getBitmapIndex() throws IOException {
            BitmapIndex bitmaps = own.getBitmapIndex();
            if (bitmaps != null && isPacked()) {
                packing.setDeltaCompress(false);
                return bitmaps;
            }
            return bitmaps == null || isStep() ? null : bitmaps;
        }

        @Override
        public ObjectToPack newObjectToPack(AnyObjectId id, int type) {
            return reuse.newObjectToPack(id, type);
        }

        @Override
        public void selectObjectRepresentation(
                PackWriter packer, ProgressMonitor progress, Iterable<ObjectToPack> objects) throws IOException {
            reuse.selectObjectRepresentation(packer, progress, objects);
        }

        @Override
        public void writeObjects(PackOutputStream out, List<ObjectToPack> objects) throws IOException {
            reuse.writeObjects(out, objects);
        }

        @Override
        public void copyObjectAsIs(PackOutputStream out, ObjectToPack object, boolean validate)
                throws IOException, StoredObjectRepresentationNotAvailableException {
            reuse.copyObjectAsIs(out, object, validate);
        }

        @Override
        public void copyPackAsIs(PackOutputStream out, CachedPack pack) throws IOException {
            reuse.copyPackAsIs(out, pack);
        }

        @Override
        public Collection<CachedPack> getCachedPacksAndUpdate(BitmapIndex.BitmapBuilder bitmaps) throws IOException {
            return reuse.getCachedPacksAndUpdate(bitmaps);
        }
    }
}
