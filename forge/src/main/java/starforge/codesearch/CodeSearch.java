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
        try (Run run = new Run(query, places, page, System.nanoTime() + budget.toNanos())) {
            run.start();
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

    /** A repository's part of a search. */
    private record Part(Opened opened, Scan scan) {}

    /** One search while it goes on. */
    private final class Run implements AutoCloseable {
        private final CodeQuery query;
        private final Query prepared;
        private final Predicate<String> paths;
        private final List<Place> places;
        private final int first;
        private final long end;
        private final Map<Long, Kept> kept = shelf.kept();
        private final List<CompletableFuture<Optional<Part>>> parts = new ArrayList<>();
        private final List<CompletableFuture<Void>> workings = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private volatile boolean isOver;
        private int files;
        private long matches;
        private int unread;
        private boolean isWhole = true;

        Run(CodeQuery query, List<Place> places, int page, long end) {
            this.query = query;
            this.prepared = prepared(query);
            this.paths = query.paths();
            this.places = places;
            this.first = (page - 1) * PAGE;
            this.end = end;
            places.forEach(place -> parts.add(new CompletableFuture<>()));
        }

        void start() {
            for (int i = 0; i < Math.min(threads, places.size()); i++) {
                workings.add(CompletableFuture.runAsync(this::work, workers));
            }
        }

        private void work() {
            for (int i = next.getAndIncrement(); i < places.size() && !isOver; i = next.getAndIncrement()) {
                try {
                    parts.get(i).complete(part(places.get(i)));
                } catch (RuntimeException | Error e) {
                    parts.get(i).completeExceptionally(e);
                }
            }
        }

        private Optional<Part> part(Place place) {
            return Optional.ofNullable(kept.get(place.id()))
                    .flatMap(this::open)
                    .map(opened -> new Part(opened, scan(opened)));
        }

        /** One that is gone since the folder was listed may have been replaced. */
        private Optional<Opened> open(Kept known) {
            return shelf.open(known).or(() -> shelf.of(known.repo()).flatMap(shelf::open));
        }

        private Scan scan(Opened opened) {
            try {
                return Scan.of(opened.snapshot(), prepared, wanted(opened), first + PAGE, end);
            } catch (RuntimeException | Error e) {
                opened.close();
                throw e;
            }
        }

        private IntPredicate wanted(Opened opened) {
            Entries entries = opened.snapshot().entries();
            IntPredicate inLanguage = query.language().isEmpty()
                    ? any -> true
                    : file -> entries.language(file).equals(query.language());
            return query.path().isEmpty() ? inLanguage : inLanguage.and(file -> paths.test(entries.path(file)));
        }

        Outcome collect(Sink sink) throws IOException {
            for (int i = 0; i < parts.size(); i++) {
                Optional<Part> part = awaited(parts.get(i));
                if (part.isPresent()) {
                    take(places.get(i), part.get(), sink);
                } else {
                    unread += kept.containsKey(places.get(i).id()) ? 0 : 1;
                }
            }
            return new Outcome(files, matches, isWhole, unread);
        }

        private Optional<Part> awaited(CompletableFuture<Optional<Part>> part) {
            try {
                long left = end + GRACE.toNanos() - System.nanoTime();
                return part.get(Math.max(0, left), TimeUnit.NANOSECONDS);
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

        private void take(Place place, Part part, Sink sink) throws IOException {
            int from = Math.max(0, first - files);
            int to = Math.min(part.scan().kept().size(), first + PAGE - files);
            for (int i = from; i < to; i++) {
                sink.found(shown(place, part.opened(), part.scan().kept().get(i)));
            }
            if (from < to) {
                shelf.searched(part.opened().kept());
            }
            files += part.scan().files();
            matches += part.scan().finds();
            isWhole &= part.scan().isWhole();
        }

        private FoundFile shown(Place place, Opened opened, Scan.File file) {
            Entries entries = opened.snapshot().entries();
            long start = entries.start(file.number());
            byte[] text = opened.snapshot().bytes(start, (int) (entries.end(file.number()) - start));
            return new FoundFile(
                    place.id(),
                    place.name(),
                    opened.kept().commit(),
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
            for (CompletableFuture<Optional<Part>> part : parts) {
                if (part.isDone() && !part.isCompletedExceptionally()) {
                    part.join().ifPresent(found -> found.opened().close());
                }
            }
        }
    }
}
