package starforge.codesearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import starforge.access.Disk;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.git.Repositories;
import starforge.git.read.EveryFile;
import starforge.highlight.Language;
import starforge.highlight.Languages;
import starforge.jobs.Jobs;
import starforge.jobs.Task;
import starforge.kernels.Entries;
import starforge.kernels.SnapshotWriter;

/**
 * The job {@code snapshot}: puts the text of a repository's default branch into its snapshot. Text of contents that were in the
 * former one is taken from there. What was pushed while it was at work is the next job's.
 */
public final class SnapshotTask implements Task {
    /** Larger files are left out; bytes. */
    static final int LARGEST_FILE = 1 << 20;
    /** When there is so much text the rest is left out; bytes. */
    static final long MOST_TEXT = 512L << 20;
    /** After so many files the rest is left out. */
    static final int MOST_FILES = 200_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int FIRST_LINE = 256;

    private final Shelf shelf;
    private final Snapshots snapshots;
    private final Jobs jobs;
    private final Repositories repositories;
    private final EveryFile files;
    private final long mostText;
    private final Languages languages = new Languages();

    public SnapshotTask(Shelf shelf, Snapshots snapshots, Jobs jobs, Repositories repositories) {
        this(shelf, snapshots, jobs, repositories, MOST_TEXT);
    }

    /** With another bound for the text of a repository. */
    SnapshotTask(Shelf shelf, Snapshots snapshots, Jobs jobs, Repositories repositories, long mostText) {
        this.shelf = shelf;
        this.snapshots = snapshots;
        this.jobs = jobs;
        this.repositories = repositories;
        this.files = new EveryFile(repositories, PATIENCE);
        this.mostText = mostText;
    }

    @Override
    public Duration limit() {
        return PATIENCE.plusMinutes(1);
    }

    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public Done run(Errand errand) throws IOException {
        long repo = errand.job().repoId();
        String commit = make(repo);
        // Whoever pushed before this job ends found it open and asked for none.
        return new Done(Map.of("commit", commit), transaction -> {
            if (snapshots.readable(repo).filter(head -> !head.equals(commit)).isPresent()) {
                jobs.submit(transaction, Snapshots.wish(repo));
            }
        });
    }

    /**
     * Makes the snapshot of what the default branch has now, if it is not there.
     *
     * @return the commit
     * @throws Refusal TOO_LARGE when it is larger than all snapshots may be together
     */
    String make(long repo) throws IOException {
        String commit = snapshots.head(repo);
        Optional<Kept> former = shelf.of(repo);
        if (former.filter(kept -> kept.commit().equals(commit)).isPresent()) {
            return commit;
        }
        try (Former old = new Former(former.flatMap(shelf::open))) {
            if (!shelf.put(repo, commit, writer -> new Filling(old, writer).fill(repo, commit))) {
                throw new Refusal(Reason.TOO_LARGE, "code-search.no-room");
            }
        } catch (IOException | UncheckedIOException e) {
            if (Disk.isFull(e)) {
                throw new Refusal(e, Reason.UNAVAILABLE, "error.disk-full");
            }
            throw e;
        }
        if (!repositories.exists(repo)) {
            shelf.forget(repo);
        }
        return commit;
    }

    /** The texts of the snapshot before this one, by the ids of their contents. */
    private static final class Former implements AutoCloseable {
        private final Optional<Opened> opened;
        private final Map<String, Integer> places = new HashMap<>();

        Former(Optional<Opened> opened) {
            this.opened = opened;
            opened.map(old -> old.snapshot().entries()).ifPresent(entries -> {
                for (int i = 0; i < entries.count(); i++) {
                    places.put(entries.blob(i), i);
                }
            });
        }

        Optional<byte[]> text(String blob) {
            return Optional.ofNullable(places.get(blob))
                    .flatMap(place -> opened.map(old -> {
                        Entries entries = old.snapshot().entries();
                        long start = entries.start(place);
                        return old.snapshot().bytes(start, (int) (entries.end(place) - start));
                    }));
        }

        @Override
        public void close() {
            opened.ifPresent(Opened::close);
        }
    }

    /** One pass over a commit. */
    private final class Filling {
        private final Former old;
        private final SnapshotWriter writer;
        private boolean isAll = true;

        Filling(Former old, SnapshotWriter writer) {
            this.old = old;
            this.writer = writer;
        }

        boolean fill(long repo, String commit) {
            return commit.equals(Snapshots.NO_COMMIT) || (files.each(repo, commit, MOST_FILES, this::add) && isAll);
        }

        private void add(EveryFile.Found file) throws IOException {
            Optional<byte[]> text = text(file);
            if (text.isEmpty()) {
                return;
            }
            if (writer.size() + text.get().length > mostText) {
                isAll = false;
                return;
            }
            writer.add(file.path(), file.blob(), language(file.path(), text.get()), text.get());
        }

        private Optional<byte[]> text(EveryFile.Found file) throws IOException {
            Optional<byte[]> known = old.text(file.blob());
            if (known.isPresent() || file.size() > LARGEST_FILE) {
                return known;
            }
            return file.text().filter(SnapshotWriter::isText);
        }

        private String language(String path, byte[] text) {
            int length = Math.min(text.length, FIRST_LINE);
            String start = new String(text, 0, length, UTF_8);
            String name = path.substring(path.lastIndexOf('/') + 1);
            return languages
                    .of(name, start.lines().findFirst().orElse(""))
                    .map(Language::name)
                    .orElse("");
        }
    }
}
