package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar file, compressed (POSIX.1-2017 pax, "ustar Interchange Format"). The commit's id stands in a global comment, where
 * {@code git get-tar-commit-id} finds it. Long names are written GNU's way, which keeps their bytes as they are.
 */
final class TarArchive implements Archive {
    private static final int BUFFER = 1 << 16;
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    private final GZIPOutputStream zipped;
    private final TarArchiveOutputStream tar;
    private final Instant when;

    TarArchive(String commit, Instant when, OutputStream out) throws IOException {
        this.zipped = new GZIPOutputStream(out, BUFFER);
        this.tar = new TarArchiveOutputStream(zipped, ISO_8859_1.name());
        this.when = when;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        TarArchiveEntry head = new TarArchiveEntry("pax_global_header", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
        head.addPaxHeader("comment", commit);
        head.setModTime(when.toEpochMilli());
        tar.putArchiveEntry(head);
    }

    @Override
    public void folder(String name) throws IOException {
        put(new TarArchiveEntry(name + "/", true));
        tar.closeArchiveEntry();
    }

    @Override
    public void file(String name, boolean executable, long size, InputStream contents) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        entry.setMode(executable ? EXECUTABLE : PLAIN);
        put(entry);
        contents.transferTo(tar);
        tar.closeArchiveEntry();
    }

    @Override
    public void link(String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
        entry.setLinkName(target);
        entry.setMode(0120777);
        put(entry);
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveEntry entry) throws IOException {
        entry.setModTime(when.toEpochMilli());
        tar.putArchiveEntry(entry);
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
        zipped.finish();
        zipped.flush();
    }
}
