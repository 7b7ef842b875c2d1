package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip file (PKWARE APPNOTE 6.3.10) with names in UTF-8 and Unix modes. The commit's id is the comment of the archive, as
 * {@code git archive} has it.
 */
final class ZipArchive implements Archive {
    private static final int FOLDER = 040755;
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;
    private static final int LINK = 0120777;

    private final ZipArchiveOutputStream zip;
    private final Instant when;

    ZipArchive(String commit, Instant when, OutputStream out) {
        this.zip = new ZipArchiveOutputStream(out);
        this.when = when;
        zip.setComment(commit);
    }

    @Override
    public void folder(String name) throws IOException {
        put(name + "/", FOLDER, 0);
        zip.closeArchiveEntry();
    }

    @Override
    public void file(String name, boolean executable, long size, InputStream contents) throws IOException {
        put(name, executable ? EXECUTABLE : PLAIN, size);
        contents.transferTo(zip);
        zip.closeArchiveEntry();
    }

    @Override
    public void link(String name, String target) throws IOException {
        byte[] contents = target.getBytes(ISO_8859_1);
        put(name, LINK, contents.length);
        zip.write(contents);
        zip.closeArchiveEntry();
    }

    /** The time stands there twice: DOS times have no zone, so the true one is in an extra field (Info-ZIP, "UT"). */
    private void put(String name, int mode, long size) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(Letters.path(name));
        entry.setUnixMode(mode);
        entry.setSize(size);
        entry.setTime(when.toEpochMilli());
        X5455_ExtendedTimestamp stamp = new X5455_ExtendedTimestamp();
        if (when.getEpochSecond() <= Integer.MAX_VALUE) {
            stamp.setModifyFileTime(FileTime.from(when));
            entry.addExtraField(stamp);
        }
        zip.putArchiveEntry(entry);
    }

    @Override
    public void finish() throws IOException {
        zip.finish();
        zip.flush();
    }
}
