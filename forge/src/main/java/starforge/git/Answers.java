package starforge.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that cost much to make, kept in files of one folder that several processes may share. One that is
 * gone or damaged is made again, and a disk that is full keeps nothing. What was asked for longest ago goes first.
 */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final long STANDARD = 512L << 20;
    private static final long LARGEST = 64L << 20;
    /** A file counts as at least this, so that there are never too many of them to look through. */
    private static final long LEAST = 256L << 10;
    /** Seconds to wait for another who makes the same; that one's client may be slow. */
    private static final long PATIENCE = 2;

    private final Path folder;
    private final long most;
    private final Map<String, CountDownLatch> making = new ConcurrentHashMap<>();

    Answers(Path folder) {
        this(folder, STANDARD);
    }

    /**
     * Keeps answers in a folder.
     *
     * @param folder made when it is needed
     * @param most bytes in all, where a small file counts as 256 KiB
     */
    Answers(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /** Of which repository an answer is, in which state, to what; the last two are of the letters of file names. */
    record Key(long repoId, String state, String request) {
        private String name() {
            return ofState() + request;
        }

        private String ofState() {
            return ofRepo(repoId) + state + "-";
        }

        private static String ofRepo(long repoId) {
            return repoId + "-";
        }
    }

    /**
     * Sends a kept answer, or gives what will keep the one that the caller makes now. While somebody else is making the same,
     * waits for that a little.
     *
     * @param isStill asked when the answer is whole: whether the repository is in the key's state
     * @return empty when the answer was sent
     * @throws IOException when the client has gone
     */
    Optional<Recording> sendOrRecord(Key key, OutputStream out, BooleanSupplier isStill) throws IOException {
        if (send(key, out)) {
            return Optional.empty();
        }
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch other = making.putIfAbsent(key.name(), mine);
        if (other != null) {
            await(other);
            making.replace(key.name(), other, mine);
        }
        boolean isMine = false;
        try {
            isMine = !send(key, out); // What was finished between the first look and now is there.
        } finally {
            if (!isMine) {
                free(key, mine);
            }
        }
        return isMine ? Optional.of(new Recording(key, mine, isStill)) : Optional.empty();
    }

    /** Removes what is kept of a repository. */
    void forget(long repoId) {
        try {
            for (Path file : files()) {
                if (file.getFileName().toString().startsWith(Key.ofRepo(repoId))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Kept answers of repository {} could not be deleted", repoId, e);
        }
    }

    private void free(Key key, CountDownLatch waiting) {
        making.remove(key.name(), waiting);
        waiting.countDown();
    }

    private static void await(CountDownLatch other) {
        try {
            if (!other.await(PATIENCE, TimeUnit.SECONDS)) {
                LOG.debug("An answer is made twice");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(Key key, OutputStream out) throws IOException {
        Path file = folder.resolve(key.name());
        Optional<AnswerFile> found = AnswerFile.open(file);
        if (found.isEmpty()) {
            return false;
        }
        try (AnswerFile kept = found.get()) {
            touch(file);
            kept.copy(out);
            out.flush();
            return true;
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.debug("A kept answer has gone", e);
        }
    }

    /** Makes room, and removes what is of another state of the same repository. */
    private void trim(Key newest) throws IOException {
        long sum = 0;
        List<Path> newestFirst = files().stream()
                .sorted(Comparator.comparing(Answers::age).reversed())
                .toList();
        for (Path file : newestFirst) {
            String name = file.getFileName().toString();
            boolean isOld = name.startsWith(Key.ofRepo(newest.repoId())) && !name.startsWith(newest.ofState());
            long size = isOld ? 0 : Math.max(LEAST, file.toFile().length());
            if (isOld || sum + size > most) {
                Files.deleteIfExists(file);
            } else {
                sum += size;
            }
        }
    }

    private static long age(Path file) {
        return file.toFile().lastModified();
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** An answer on its way to a client that is written aside, too. Whatever the disk says, the client never hears of it. */
    final class Recording implements AutoCloseable {
        private final Key key;
        private final CountDownLatch others;
        private final BooleanSupplier isStill;
        private final CRC32C sum = new CRC32C();
        private @Nullable Path aside;
        private @Nullable OutputStream file;
        private long left = LARGEST;

        private Recording(Key key, CountDownLatch others, BooleanSupplier isStill) {
            this.key = key;
            this.others = others;
            this.isStill = isStill;
            try {
                Files.createDirectories(folder);
                aside = Files.createTempFile(folder, key.name(), ".new");
                file = Files.newOutputStream(aside);
            } catch (IOException e) {
                drop(e);
            }
        }

        void write(byte[] buffer, int from, int length) {
            left -= length;
            if (left < 0) {
                drop(null);
            }
            try {
                if (file != null) {
                    file.write(buffer, from, length);
                    sum.update(buffer, from, length);
                }
            } catch (IOException e) {
                drop(e);
            }
        }

        /** Keeps the answer, which is whole. */
        void finish() {
            try {
                if (file != null && aside != null && isStill.getAsBoolean()) {
                    file.write(AnswerFile.end(sum));
                    file.close();
                    Files.move(aside, folder.resolve(key.name()), StandardCopyOption.ATOMIC_MOVE);
                    aside = null;
                    free(key, others);
                    trim(key);
                }
            } catch (IOException e) {
                drop(e);
            } finally {
                close();
            }
        }

        /** Drops the answer if it was not finished. */
        @Override
        public void close() {
            drop(null);
            free(key, others);
        }

        private void drop(@Nullable IOException problem) {
            if (problem != null) {
                LOG.info("An answer could not be kept: {}", problem.toString());
            }
            try {
                if (file != null) {
                    file.close();
                }
                if (aside != null) {
                    Files.deleteIfExists(aside);
                }
            } catch (IOException e) {
                LOG.info("What was written of an answer stays for a while: {}", e.toString());
            }
            aside = null;
            file = null;
        }
    }
}
