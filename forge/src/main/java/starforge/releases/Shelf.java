package starforge.releases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where uploaded files lie: each under a name made here, never the one it was sent with. What is still being received lies in
 * a folder beside.
 */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private static final String INCOMING = "incoming";

    private final Path folder;
    private final Path incoming;

    /** A file that is on the disk and in no table yet. */
    record Stored(String name, long size, String sha256) {}

    Shelf(Path folder) {
        this.folder = folder;
        this.incoming = folder.resolve(INCOMING);
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder for what is being received. */
    Path incoming() {
        return incoming;
    }

    /** Writes a file of a repository to the disk, all of it or nothing. */
    Stored put(long repo, InputStream contents) throws IOException {
        String name = repo + "-" + UUID.randomUUID();
        Path part = incoming.resolve(name);
        try (DigestInputStream in = new DigestInputStream(contents, sha256())) {
            long size = Files.copy(in, part);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return new Stored(
                    name, size, HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void copy(String name, OutputStream out) throws IOException {
        Files.copy(folder.resolve(name), out);
    }

    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** Takes files away; one that is gone already is fine. */
    void remove(Collection<String> names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                LOG.warn("The file {} could not be deleted; it will be at the next start", name, e);
            }
        }
    }

    /** Takes away all files of a repository. */
    void removeAll(long repo) {
        sweep(folder, repo + "-*", Set.of());
    }

    /** Takes away all that nobody knows, such as what a crash left half done. */
    void keepOnly(Set<String> names) {
        sweep(incoming, "*", Set.of());
        sweep(folder, "*", names);
    }

    /** Deletes files, and folders with all in them. */
    private static void sweep(Path in, String glob, Set<String> kept) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(in, glob)) {
            for (Path file : files) {
                if (Files.isDirectory(file) && !file.getFileName().toString().equals(INCOMING)) {
                    sweep(file, "*", Set.of());
                    Files.delete(file);
                } else if (Files.isRegularFile(file)
                        && !kept.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("The folder {} could not be tidied", in, e);
        }
    }
}
