package starforge.codesearch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.kernels.Kernels;
import starforge.kernels.SnapshotWriter;

/**
 * The snapshots of a forge: one for each repository that was searched or pushed to, all in one folder, which several processes may
 * share. They are no truth but a copy that can be made again: within a bound of bytes, those that were searched the longest time
 * ago go first, and one that is damaged is thrown away. Safe for use by many threads.
 */
public final class Shelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    /** So many are open at once; each costs address space and the tables of its files. */
    private static final int MOST_OPEN = 1_000;

    private static final long MOST_FILES_OPEN = 500_000;
    /** The clock of a file system may be so coarse: what changed within it may not have been seen. */
    private static final Duration TICK = Duration.ofMillis(50);
    /** A search is noted at a snapshot no more often than this. */
    private static final Duration NOTED = Duration.ofMinutes(1);
    /** What was left half written is no longer being written after so long. */
    private static final Duration LONGEST_WRITING = Duration.ofHours(1);

    private final Path folder;
    private final Supplier<Kernels> kernels;
    private final long mostBytes;
    private final Clock clock;
    private final Cache<Kept, Opened> open;
    private volatile Listing listing = new Listing(FileTime.fromMillis(0), Instant.MIN, Map.of());

    /** What the folder held at a time. */
    private record Listing(FileTime changed, Instant seen, Map<Long, Kept> kept) {
        boolean isStill(FileTime now) {
            return changed.equals(now) && changed.toInstant().plus(TICK).isBefore(seen);
        }
    }

    /** A snapshot and when it was searched. */
    private record Aged(Kept kept, FileTime searched, long bytes) {}

    /** What puts a repository's files into a snapshot. */
    @FunctionalInterface
    interface Filling {
        /** Adds the files; says whether that were all. */
        boolean into(SnapshotWriter writer) throws IOException;
    }

    /**
     * Keeps snapshots in a folder.
     *
     * @param folder made when it is not there
     * @param kernels asked for when the first is opened
     * @param mostBytes that all may have together
     */
    public Shelf(Path folder, Supplier<Kernels> kernels, long mostBytes, Clock clock) {
        this.folder = folder;
        this.kernels = kernels;
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.open = Caffeine.newBuilder()
                .maximumWeight(MOST_FILES_OPEN)
                .weigher((Kept kept, Opened opened) ->
                        opened.snapshot().entries().count() + (int) (MOST_FILES_OPEN / MOST_OPEN))
                .evictionListener((@Nullable Kept kept, @Nullable Opened opened, RemovalCause why) ->
                        Objects.requireNonNull(opened).retire())
                .executor(Runnable::run)
                .build();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The snapshot of a repository, if there is one. */
    Optional<Kept> of(long repo) {
        return Optional.ofNullable(kept().get(repo));
    }

    /** All that there are, by repository. */
    Map<Long, Kept> kept() {
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            Listing last = listing;
            if (!last.isStill(changed)) {
                last = new Listing(changed, Instant.now(), list());
                listing = last;
            }
            return last.kept();
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Long, Kept> list() throws IOException {
        Map<Long, Kept> found = new HashMap<>();
        for (Aged aged : all()) {
            found.put(aged.kept().repo(), aged.kept());
        }
        return Map.copyOf(found);
    }

    /** From the one searched the longest time ago to the latest. */
    private List<Aged> all() throws IOException {
        List<Aged> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.snap")) {
            for (Path file : files) {
                Kept.of(file).ifPresent(kept -> {
                    try {
                        found.add(new Aged(kept, Files.getLastModifiedTime(file), Files.size(file)));
                    } catch (IOException e) {
                        LOG.debug("{} is gone", file);
                    }
                });
            }
        }
        found.sort(Comparator.comparing(Aged::searched)
                .thenComparing(aged -> aged.kept().commit()));
        return found;
    }

    /**
     * Opens a snapshot, or gives the open one; who asked closes it. It can be searched on even when it is replaced or dropped
     * meanwhile.
     *
     * @return empty when it is gone, or was damaged and so thrown away
     */
    Optional<Opened> open(Kept kept) {
        Opened known = open.getIfPresent(kept);
        return known != null && Files.exists(kept.file()) && known.hold() ? Optional.of(known) : opened(kept);
    }

    private synchronized Optional<Opened> opened(Kept kept) {
        try {
            Opened fresh = new Opened(kept, kernels.get().open(kept.file()));
            fresh.hold();
            shut(kept);
            open.put(kept, fresh);
            return Optional.of(fresh);
        } catch (NoSuchFileException e) {
            shut(kept);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} is thrown away: {}", kept.file(), e.getMessage());
            remove(kept);
            return Optional.empty();
        }
    }

    /** Notes that somebody was shown something of it. */
    void searched(Kept kept) {
        try {
            Instant now = clock.instant();
            if (Files.getLastModifiedTime(kept.file()).toInstant().plus(NOTED).isBefore(now)) {
                Files.setLastModifiedTime(kept.file(), FileTime.from(now));
            }
        } catch (IOException e) {
            LOG.debug("{} is gone", kept.file());
        }
    }

    /** Whether there is room for more without dropping any: a tenth of the bound is left for those that grow. */
    boolean hasRoom() {
        try {
            return all().stream().mapToLong(Aged::bytes).sum() < mostBytes - mostBytes / 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the snapshot of a commit in the place of the repository's former one; nothing is left of it when that fails.
     *
     * @return whether it is there: false when it alone has more bytes than all may have
     */
    boolean put(long repo, String commit, Filling filling) throws IOException {
        Path aside = folder.resolve("." + repo + "-" + UUID.randomUUID());
        try (SnapshotWriter writer = new SnapshotWriter(aside)) {
            boolean isAll = filling.into(writer);
            if (!makeRoom(repo, writer.size())) {
                return false;
            }
            writer.finish();
            Kept made = Kept.in(folder, repo, commit, !isAll);
            Files.move(aside, made.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            shut(made);
            dropOthers(made);
            return true;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private boolean makeRoom(long repo, long bytes) throws IOException {
        List<Aged> others =
                all().stream().filter(aged -> aged.kept().repo() != repo).toList();
        long used = bytes + others.stream().mapToLong(Aged::bytes).sum();
        for (Aged oldest : others) {
            if (used > mostBytes && bytes <= mostBytes) {
                remove(oldest.kept());
                used -= oldest.bytes();
            }
        }
        return bytes <= mostBytes;
    }

    private void dropOthers(Kept made) throws IOException {
        for (Aged aged : all()) {
            if (aged.kept().repo() == made.repo() && !aged.kept().equals(made)) {
                remove(aged.kept());
            }
        }
    }

    /** Takes away what there is of a repository. */
    public void forget(long repo) {
        try {
            for (Aged aged : all()) {
                if (aged.kept().repo() == repo) {
                    remove(aged.kept());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(Kept kept) {
        try {
            Files.deleteIfExists(kept.file());
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", kept.file(), e.toString());
        }
        shut(kept);
    }

    private void shut(Kept kept) {
        Optional.ofNullable(open.asMap().remove(kept)).ifPresent(Opened::retire);
    }

    /** Takes away what a crash left half written, and what belongs to no repository any more. */
    public void tidy(LongPredicate exists) {
        try {
            for (Aged aged : all()) {
                if (!exists.test(aged.kept().repo())) {
                    remove(aged.kept());
                }
            }
            Instant old = Instant.now().minus(LONGEST_WRITING);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*")) {
                for (Path file : files) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.asMap().keySet().forEach(this::shut);
    }
}
