package starforge.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.storage.pack.BinaryDelta;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;

/**
 * Makes objects of the deltas of a pack, on as many threads as there are inspectors. A thread takes one object after another
 * that is no delta, and follows what is made against it, down to the last.
 *
 * <p>Whatever has a delta against it must be in memory for that. Of several deltas the one against which most is made comes
 * last, and what it is made against is given up before: so no more objects are held at once than there are bits in the number
 * of all, however long a chain is. Deltas that name their base by id are not known in time for that order; they have a limit.
 */
final class Deltas {
    private static final Logger LOG = LoggerFactory.getLogger(Deltas.class);
    /** As many objects of the largest size may be held by a thread. */
    private static final int MOST_HELD = 3;

    private final FileChannel file;
    private final long largest;
    private final List<Inspector> inspectors;
    private final Map<ObjectId, List<PackEntry>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean isOver;

    /**
     * Gets ready.
     *
     * @param largest size of an object
     * @param inspectors one for each thread
     */
    Deltas(FileChannel file, long largest, List<Inspector> inspectors) {
        this.file = file;
        this.largest = largest;
        this.inspectors = inspectors;
    }

    /** An object that deltas are made against, and those that are to be made yet. */
    private static final class Base {
        private final int type;
        private final byte[] bytes;
        private final List<PackEntry> children;
        private int next;

        Base(int type, byte[] bytes, List<PackEntry> children) {
            this.type = type;
            this.bytes = bytes;
            this.children = children;
        }
    }

    /** Something that deltas are made against: where it is in the pack, and what it is. */
    record Root(PackEntry entry, ObjectId id, int type) {}

    /** Adds a delta that names its base by id. */
    void await(ObjectId base, PackEntry delta) {
        waiting.computeIfAbsent(base, id -> new ArrayList<>(1)).add(delta);
    }

    /** The ids of bases that have not been found yet. */
    List<ObjectId> missing() {
        return List.copyOf(waiting.keySet());
    }

    boolean isAwaited(ObjectId id) {
        return waiting.containsKey(id);
    }

    /**
     * Makes everything that is made against some objects.
     *
     * @param progress is told how many more are done, by the calling thread, which works too
     */
    void follow(List<Root> roots, IntConsumer progress) throws IOException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> others = new ArrayList<>();
        try (PackBytes bytes = new PackBytes(file)) {
            for (Inspector inspector : inspectors.subList(1, inspectors.size())) {
                others.add(threads.submit(() -> {
                    try (PackBytes own = new PackBytes(file)) {
                        work(roots, next, new Worker(own, inspector), more -> {});
                    }
                    return true;
                }));
            }
            work(roots, next, new Worker(bytes, inspectors.get(0)), progress);
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
        for (Future<?> other : others) {
            await(other);
        }
    }

    /** They use what is closed after this. */
    private static void awaitEnd(ExecutorService threads) throws IOException {
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("The objects of a push take long to make");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void await(Future<?> other) throws IOException {
        try {
            other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IOException(e.getCause());
        }
    }

    private void work(List<Root> roots, AtomicInteger next, Worker worker, IntConsumer progress) throws IOException {
        int told = done.get();
        try {
            for (int i = next.getAndIncrement(); i < roots.size() && !isOver; i = next.getAndIncrement()) {
                worker.follow(roots.get(i));
                int now = done.get();
                progress.accept(now - told);
                told = now;
            }
        } catch (IOException | RuntimeException | Error e) {
            isOver = true;
            throw e;
        }
    }

    /** What is made against an object, the least first. */
    private List<PackEntry> children(PackEntry entry, ObjectId id) {
        List<PackEntry> named = waiting.isEmpty() ? List.of() : waiting.getOrDefault(id, List.of());
        List<PackEntry> children = new ArrayList<>(named);
        waiting.remove(id);
        entry.childrenInto(children);
        return children;
    }

    /** Works on one thread. */
    private final class Worker {
        private final PackBytes pack;
        private final Inspector inspector;
        private final Deque<Base> open = new ArrayDeque<>();
        private long held;

        Worker(PackBytes pack, Inspector inspector) {
            this.pack = pack;
            this.inspector = inspector;
        }

        void follow(Root root) throws IOException {
            open(root.entry(), root.id(), root.type(), pack.read(root.entry()));
            while (!open.isEmpty() && !isOver) {
                Base base = open.element();
                PackEntry delta = base.children.get(base.next++);
                if (base.next == base.children.size()) {
                    open.remove();
                    held -= base.bytes.length;
                }
                make(delta, base);
                done.incrementAndGet();
            }
        }

        private void open(PackEntry entry, ObjectId id, int type, byte[] object) {
            List<PackEntry> children = children(entry, id);
            if (!children.isEmpty()) {
                open.push(new Base(type, object, children));
                held += object.length;
                if (held > MOST_HELD * largest) {
                    throw new Refusal(Refusal.Reason.TOO_LARGE, "git.push.deltas");
                }
            }
        }

        private void make(PackEntry delta, Base base) throws IOException {
            byte[] object = apply(base.bytes, pack.read(delta));
            ObjectId id = inspector.inspect(base.type, object);
            delta.become(id, base.type);
            open(delta, id, base.type, object);
        }

        private byte[] apply(byte[] base, byte[] delta) throws IOException {
            try {
                long size = BinaryDelta.getResultSize(delta);
                if (size < 0 || size > largest) {
                    throw new TooLargeObjectInPackException(size, largest);
                }
                return BinaryDelta.apply(base, delta);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw (IOException) PackInput.corrupt().initCause(e);
            }
        }
    }
}
