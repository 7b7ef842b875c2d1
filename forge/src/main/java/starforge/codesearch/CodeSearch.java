package starforge.codesearch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import starforge.access.Refusal;
import starforge.kernels.BadQuery;
import starforge.kernels.Entries;
import starforge.kernels.Option;
import starforge.kernels.Query;
import starforge.kernels.Snapshot;

/**
 * Searches snapshots, several at once. What may be searched is decided before, by who asks: here is nothing but the given
 * repositories. Every search ends within its time, with what was found so far.
 */
public final class CodeSearch implements AutoCloseable {
    /** Files on a page. */
    static final int PAGE = 20;
    /** Files that can be turned to; those beyond are counted alone. */
    static final int MOST_FILES = 1_000;

    private static final int LINES = 5;
    private static final int AROUND = 1;
    private static final Duration GRACE = Duration.ofMillis(250);
    /** Bytes of text that are searched in one piece: large repositories are shared by all cores, and told of early. */
    private static final long PIECE = 16L << 20;

    private final Shelf shelf;
    private final Snapshots snapshots;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService workers = Executors.newCachedThreadPool(CodeSearch::thread);

    public CodeSearch(Shelf shelf, Snapshots snapshots) {
        this.shelf = shelf;
        this.snapshots = snapshots;
    }

    /** A repository to be searched, by number and full name. */
    public record Place(long id, String name) {}

    /** Is given the files of the wanted page, one by one, as they are found. */
    @FunctionalInterface
    public interface Sink {
        void found(FoundFile file) throws IOException;
    }

    /**
     * What a search came to.
     *
     * @param files with finds
     * @param matches finds in all of them
     * @param isWhole whether there was time for all
     * @param unread repositories without a snapshot yet
     */
    public record Outcome(int files, long matches, boolean isWhole, int unread) {}

    /**
     * Searches repositories in their order.
     *
     * @param query as {@link CodeQuery#checked} gives it, with a text
     * @param page from 1
     * @throws Refusal INVALID at {@code q} for a text that cannot be searched for
     * @throws IOException when the sink does not take what was found
     */
    public Outcome search(CodeQuery query, List<Place> places, int page, Duration budget, Sink sink)
            throws IOException {
        try (Run run = new Run(query, page, System.nanoTime() + budget.toNanos())) {
            run.start(places);
            Outcome outcome = run.collect(sink);
            if (outcome.unread() > 0) {
                snapshots.askForMissing();
            }
            return outcome;
        }
    }

    /** What the kernels search for. */
    static Query prepared(CodeQuery query) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (!query.isCased()) {
            options.add(Option.CASELESS);
        }
        if (query.isWord()) {
            options.add(Option.WORD);
        }
        try {
            return query.isRegex() ? Query.regex(query.text(), options) : Query.literal(query.text(), options);
        } catch (BadQuery e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw Refusal.invalid("q", "code-search.bad." + reason, e.position() + 1);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "code-search");
        thread.setDaemon(true);
        return thread;
    }

    /** Files of a repository that are searched in one piece, from one to before another. */
    private record Piece(Place place, Opened opened, int first, int last) {}

    /** One search while it goes on. */
    private final class Run implements AutoCloseable {
        private final CodeQuery query;
        private final Query prepared;
        private final Predicate<String> paths;
        private final int first;
        private final long end;
        private final List<Opened> held = new ArrayList<>();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<CompletableFuture<Scan>> scans = new ArrayList<>();
        private final List<CompletableFuture<Void>> workings = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private volatile boolean isOver;
        private int files;
        private long matches;
        private int unread;
        private boolean isWhole = true;

        Run(CodeQuery query, int page, long end) {
            this.query = query;
            this.prepared = prepared(query);
            this.paths = query.paths();
            this.first = (page - 1) * PAGE;
            this.end = end;
        }

        /** Whatever this opened before it failed is closed with the run. */
        void start(List<Place> places) {
            Map<Long, Kept> kept = shelf.kept();
            places.forEach(place -> Optional.ofNullable(kept.get(place.id()))
                    .flatMap(this::open)
                    .ifPresentOrElse(opened -> cut(place, opened), () -> unread++));
            pieces.forEach(piece -> scans.add(new CompletableFuture<>()));
            for (int i = 0; i < Math.min(threads, pieces.size()); i++) {
                workings.add(CompletableFuture.runAsync(this::work, workers));
            }
        }

        /** One that is gone since the folder was listed may have been replaced. */
        private Optional<Opened> open(Kept known) {
            return shelf.open(known).or(() -> shelf.of(known.repo()).flatMap(shelf::open));
        }

        private void cut(Place place, Opened opened) {
            held.add(opened);
            Entries entries = opened.snapshot().entries();
            for (int from = 0; from < entries.count(); ) {
                long reach = entries.start(from) + PIECE;
                int to = reach > entries.end(entries.count() - 1)
                        ? entries.count()
                        : Math.max(from + 1, entries.at(reach));
                pieces.add(new Piece(place, opened, from, to));
                from = to;
            }
        }

        private void work() {
            for (int i = next.getAndIncrement(); i < pieces.size() && !isOver; i = next.getAndIncrement()) {
                try {
                    scans.get(i).complete(scan(pieces.get(i)));
                } catch (RuntimeException | Error e) {
                    scans.get(i).completeExceptionally(e);
                }
            }
        }

        private Scan scan(Piece piece) {
            Snapshot snapshot = piece.opened().snapshot();
            IntPredicate wanted = wanted(snapshot.entries());
            return Scan.of(snapshot, prepared, piece.first(), piece.last(), wanted, first + PAGE, end);
        }

        private IntPredicate wanted(Entries entries) {
            IntPredicate inLanguage = query.language().isEmpty()
                    ? any -> true
                    : file -> entries.language(file).equals(query.language());
            return query.path().isEmpty() ? inLanguage : inLanguage.and(file -> paths.test(entries.path(file)));
        }

        Outcome collect(Sink sink) throws IOException {
            for (int i = 0; i < pieces.size(); i++) {
                Optional<Scan> scan = awaited(scans.get(i));
                if (scan.isPresent()) {
                    take(pieces.get(i), scan.get(), sink);
                }
            }
            return new Outcome(files, matches, isWhole, unread);
        }

        private Optional<Scan> awaited(CompletableFuture<Scan> scan) {
            try {
                long left = end + GRACE.toNanos() - System.nanoTime();
                return Optional.of(scan.get(Math.max(0, left), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                isWhole = false;
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isWhole = false;
                return Optional.empty();
            }
        }

        private void take(Piece piece, Scan scan, Sink sink) throws IOException {
            int from = Math.max(0, first - files);
            int to = Math.min(scan.kept().size(), first + PAGE - files);
            for (int i = from; i < to; i++) {
                sink.found(shown(piece, scan.kept().get(i)));
            }
            if (from < to) {
                shelf.searched(piece.opened().kept());
            }
            files += scan.files();
            matches += scan.finds();
            isWhole &= scan.isWhole();
        }

        private FoundFile shown(Piece piece, Scan.File file) {
            Snapshot snapshot = piece.opened().snapshot();
            Entries entries = snapshot.entries();
            long start = entries.start(file.number());
            byte[] text = snapshot.bytes(start, (int) (entries.end(file.number()) - start));
            return new FoundFile(
                    piece.place().id(),
                    piece.place().name(),
                    piece.opened().kept().commit(),
                    entries.path(file.number()),
                    entries.language(file.number()),
                    file.count(),
                    Excerpt.of(text, file.finds(), LINES, AROUND));
        }

        /** Waits for those who still search: each ends soon after the time is up. */
        @Override
        public void close() {
            isOver = true;
            workings.forEach(CompletableFuture::join);
            held.forEach(Opened::close);
        }
    }
}
