package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import starforge.access.Refusal;
import starforge.git.Repositories;

/**
 * The contents of a commit as one file to take home, as {@code git archive} makes it: a walk over the tree that writes as it
 * goes, so that neither memory nor disk holds more than a piece of a file. Commits are full ids.
 */
public final class Archives {
    /** Most entries, folders included. */
    private static final long MOST_ENTRIES = 200_000;
    /** Most bytes of all files together, unpacked. */
    private static final long MOST_BYTES = 2L << 30;
    /** Most bytes of all paths together: a zip file keeps them in memory until its end. */
    private static final long MOST_NAMES = 32L << 20;
    /** The last second that a tar file can hold in its plain form (11 octal digits). */
    private static final long LAST_TIME = 077777777777L;

    private final Reading counting;
    private final Reading writing;
    private final long mostEntries;
    private final long mostBytes;
    private final Cache<ObjectId, Bulk> bulks =
            Caffeine.newBuilder().maximumSize(20_000).build();

    /** The kinds there are. */
    public enum Format {
        TAR_GZ(".tar.gz", "application/gzip"),
        ZIP(".zip", "application/zip");

        private final String ending;
        private final String mime;

        Format(String ending, String mime) {
            this.ending = ending;
            this.mime = mime;
        }

        public String ending() {
            return ending;
        }

        public String mime() {
            return mime;
        }
    }

    public Archives(Repositories repositories) {
        this(repositories, MOST_ENTRIES, MOST_BYTES);
    }

    /** With other limits. */
    Archives(Repositories repositories, long mostEntries, long mostBytes) {
        this.counting = new Reading(repositories, Duration.ofSeconds(10));
        this.writing = new Reading(repositories, Duration.ofMinutes(10));
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /**
     * Checks that an archive would not be too large. A tree that holds the same folder again and again is counted as often as
     * it would be written, but each of its folders is read once.
     *
     * @throws Refusal TOO_LARGE beyond 200,000 entries, 2 GB, 32 MB of paths or 300 levels of folders
     */
    public void check(long repo, String commit) {
        Bulk bulk = counting.of(repo, opened -> new Weighing(opened, bulks).of(opened.treeOf(commit)));
        if (bulk.entries() > mostEntries) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "archive.too-many-entries", mostEntries);
        }
        if (bulk.names() > MOST_NAMES) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "archive.long-names", MOST_NAMES >> 20);
        }
        if (bulk.bytes() > mostBytes) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "archive.too-large", mostBytes >> 20);
        }
    }

    /**
     * Writes an archive. Entries no system should unpack ({@code ..}, {@code .git} in any spelling) are left out; submodules
     * are empty folders.
     *
     * @param folder name of the folder that all lies in, without slashes
     * @throws java.io.UncheckedIOException when the reader hangs up
     */
    public void write(long repo, String commit, String folder, Format format, OutputStream out) {
        writing.of(repo, opened -> {
            long time = new History(opened).node(opened.commitId(commit)).time();
            Instant when = Instant.ofEpochSecond(Math.max(0, Math.min(time, LAST_TIME)));
            Archive archive =
                    format == Format.ZIP ? new ZipArchive(commit, when, out) : new TarArchive(commit, when, out);
            new ArchiveWalk(opened, archive).write(opened.treeOf(commit), folder);
            archive.finish();
            return commit;
        });
    }
}
