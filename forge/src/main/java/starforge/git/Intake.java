package starforge.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the pack of one push (gitformat-pack(5)): stores it as it comes, looks at every object, and leaves a pack with an
 * index. JGit's own parser does that on one core, and needs a walk through all of history after it to see that nothing is
 * missing; this one makes the objects of deltas on several, and knows by itself when a pack is whole.
 */
final class Intake implements AutoCloseable {
    private static final int VERSION = 2;
    /** Fewer deltas are made sooner than a thread begins. */
    private static final int MANY = 500;

    private static final int MOST_THREADS = 4;
    private static final int SMALL_BYTES = 1024;
    private static final long MOST_KEPT_BYTES = 8 << 20;

    private final PackStore store;
    private final KnownObjects known;
    private final Limits limits;
    private final Supplier<ObjectChecker> checkers;
    private final List<Inspector> inspectors = new ArrayList<>();
    private final List<PackEntry> entries = new ArrayList<>();
    private List<PackedObjectInfo> objects = List.of();
    private int deltas;
    private long kept;
    /** Some deltas are against what was there before. */
    private boolean isThin;

    /**
     * Gets ready.
     *
     * @param folder where to put the pack and its index, {@code pack-<sum>.pack} and {@code .idx}
     * @param known what the repository has
     * @param checkers make one for each thread
     */
    Intake(Path folder, KnownObjects known, Limits limits, Supplier<ObjectChecker> checkers) throws IOException {
        this.store = new PackStore(folder);
        this.known = known;
        this.limits = limits;
        this.checkers = checkers;
    }

    @Override
    public void close() throws IOException {
        inspectors.forEach(Inspector::close);
        store.close();
    }

    /**
     * Takes a pack.
     *
     * @param isAll whether nothing may come after it; otherwise what comes is not waited for
     * @param progress of making objects, once all has come
     * @throws CorruptObjectException when it is no pack, or an object in it is not as it should be
     * @throws MissingObjectException when it has deltas against something that is not there
     */
    void take(InputStream in, boolean isAll, ProgressMonitor progress) throws IOException {
        byte[] sum;
        try (PackInput input = new PackInput(in, store.file())) {
            long count = readHeader(input);
            inspectors.add(inspector(count));
            Deltas all = new Deltas(store.file(), limits.objectBytes(), inspectors);
            for (long i = 0; i < count; i++) {
                readEntry(input, all);
            }
            sum = input.readEnd(isAll);
            while (inspectors.size() < threads()) {
                inspectors.add(inspector(count));
            }
            compareFiles();
            sum = make(all, progress, sum);
        }
        objects = new ArrayList<>(entries.size());
        for (PackEntry entry : entries) {
            objects.add(made(entry));
        }
        Collections.sort(objects);
        if (!objects.isEmpty()) {
            store.publish(objects, sum);
        }
    }

    private int threads() {
        return deltas < MANY ? 1 : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    private Inspector inspector(long count) {
        return new Inspector(checkers.get(), known, count);
    }

    private static long readHeader(PackInput input) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(input.read(12));
        if (!Arrays.equals(Constants.PACK_SIGNATURE, Arrays.copyOf(header.array(), 4)) || header.getInt(4) != VERSION) {
            throw PackInput.corrupt();
        }
        return Integer.toUnsignedLong(header.getInt(8));
    }

    private void readEntry(PackInput input, Deltas all) throws IOException {
        input.beginObject();
        long offset = input.position();
        int first = input.read();
        int type = first >> 4 & 7;
        long size = readSize(input, first);
        PackEntry base = type == Constants.OBJ_OFS_DELTA ? entryAt(offset - readDistance(input)) : null;
        @Nullable
        ObjectId named =
                type == Constants.OBJ_REF_DELTA ? ObjectId.fromRaw(input.read(Constants.OBJECT_ID_LENGTH)) : null;
        PackEntry entry = new PackEntry(offset, type, size, input.position(), base);
        if (entry.isDelta()) {
            readDelta(input, entry);
            entry.crc(input.endObject());
            if (named != null) {
                all.await(named, entry);
            }
        } else {
            ObjectId id = readObject(input, type, size);
            entry.crc(input.endObject());
            entry.become(id, type);
        }
        entries.add(entry);
    }

    /** Most deltas are a few bytes, and are inflated once when those are kept. */
    private void readDelta(PackInput input, PackEntry entry) throws IOException {
        deltas += 1;
        if (entry.size <= SMALL_BYTES && kept + entry.size <= MOST_KEPT_BYTES) {
            kept += entry.size;
            entry.keep(input.inflate(entry.size));
        } else {
            input.inflate(entry.size, (bytes, length) -> {});
        }
    }

    private long readSize(PackInput input, int first) throws IOException {
        long size = first & 0xf;
        int next = first;
        for (int shift = 4; (next & 0x80) != 0; shift += 7) {
            next = input.read();
            if (shift > Long.SIZE - 9) {
                throw PackInput.corrupt();
            }
            size |= (next & 0x7fL) << shift;
        }
        if (size > limits.objectBytes()) {
            throw new TooLargeObjectInPackException(size, limits.objectBytes());
        }
        return size;
    }

    /** How far back the base of a delta lies; each further byte means one more than it says. */
    private static long readDistance(PackInput input) throws IOException {
        int next = input.read();
        long distance = next & 0x7f;
        while ((next & 0x80) != 0 && distance < Long.MAX_VALUE >> 8) {
            next = input.read();
            distance = (distance + 1) << 7 | (next & 0x7f);
        }
        return distance;
    }

    private PackEntry entryAt(long offset) throws CorruptObjectException {
        PackEntry like = new PackEntry(offset, 0, 0, 0, null);
        int at = Collections.binarySearch(entries, like, Comparator.comparingLong(entry -> entry.offset));
        if (at < 0) {
            throw PackInput.corrupt();
        }
        return entries.get(at);
    }

    private ObjectId readObject(PackInput input, int type, long size) throws IOException {
        Inspector inspector = inspectors.get(0);
        return switch (type) {
            case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_TAG ->
                inspector.inspect(type, input.inflate(size));
            case Constants.OBJ_BLOB -> {
                inspector.begin(type, size);
                input.inflate(size, inspector::update);
                yield inspector.name();
            }
            default -> throw PackInput.corrupt();
        };
    }

    /** Files came in pieces, so that they can be compared with what is known only now. */
    private void compareFiles() throws IOException {
        Inspector inspector = inspectors.get(0);
        try (PackBytes bytes = new PackBytes(store.file())) {
            for (PackEntry entry : entries) {
                if (entry.type == Constants.OBJ_BLOB && inspector.isKnown(made(entry))) {
                    inspector.compare(made(entry), entry.type, bytes.read(entry));
                }
            }
        }
    }

    private byte[] make(Deltas all, ProgressMonitor progress, byte[] sum) throws IOException {
        for (int i = entries.size() - 1; i >= 0; i--) {
            entries.get(i).join();
        }
        progress.beginTask("Resolving deltas", deltas);
        all.follow(roots(all, entries), progress::update);
        List<ObjectId> missing = all.missing();
        byte[] newSum = missing.isEmpty() ? sum : makeBesideKnown(all, missing, progress);
        progress.endTask();
        return newSum;
    }

    private static List<Deltas.Root> roots(Deltas all, List<PackEntry> among) throws CorruptObjectException {
        List<Deltas.Root> roots = new ArrayList<>();
        for (PackEntry entry : among) {
            if (!entry.isDelta() && (entry.isBase() || all.isAwaited(made(entry)))) {
                roots.add(new Deltas.Root(entry, made(entry), entry.type));
            }
        }
        return roots;
    }

    private byte[] makeBesideKnown(Deltas all, List<ObjectId> bases, ProgressMonitor progress) throws IOException {
        isThin = true;
        store.reopen();
        List<PackEntry> appended = new ArrayList<>();
        for (ObjectId id : bases) {
            append(id, appended);
        }
        entries.addAll(appended);
        all.follow(roots(all, appended), progress::update);
        for (ObjectId id : all.missing()) {
            throw new MissingObjectException(id, "delta base");
        }
        return store.seal(entries.size());
    }

    /** What is not there may still come out of another delta. */
    private void append(ObjectId id, List<PackEntry> appended) throws IOException {
        try {
            ObjectLoader base = inspectors.get(0).open(id);
            if (base.getSize() > limits.objectBytes()) {
                throw new TooLargeObjectInPackException(base.getSize(), limits.objectBytes());
            }
            appended.add(store.append(id, base.getType(), base.getCachedBytes((int) limits.objectBytes())));
        } catch (MissingObjectException e) {
            // Said in the end, if it never comes.
        }
    }

    private static PackedObjectInfo made(PackEntry entry) throws CorruptObjectException {
        PackedObjectInfo object = entry.object();
        if (object == null) {
            throw PackInput.corrupt();
        }
        return object;
    }

    /** The files {@code .gitmodules} that came, not yet looked into. */
    Stream<GitmoduleEntry> gitmodules() {
        return inspectors.stream().flatMap(inspector -> inspector.gitmodules().stream());
    }

    boolean has(AnyObjectId id) {
        return Collections.binarySearch(objects, id) >= 0;
    }

    boolean has(AnyObjectId id, int type) {
        int at = Collections.binarySearch(objects, id);
        return at >= 0 && objects.get(at).getType() == type;
    }

    /** Says whether all that the objects point to came with them. What deltas were made against was not looked into. */
    boolean isWhole() {
        List<References> all = inspectors.stream().map(Inspector::references).toList();
        return !isThin && all.stream().allMatch(each -> each.areWithin(objects));
    }
}
