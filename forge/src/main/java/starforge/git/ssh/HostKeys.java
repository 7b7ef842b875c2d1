package starforge.git.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The keys by which clients know this server again, as OpenSSH keeps them: one file each, readable by its owner alone. They are
 * made once and then stay.
 */
final class HostKeys {
    private static final int BITS = 256;
    private static final Map<String, String> FILES =
            Map.of(KeyPairProvider.SSH_ED25519, "host_ed25519", KeyPairProvider.ECDSA_SHA2_NISTP256, "host_ecdsa");

    private final Path folder;

    HostKeys(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the keys, making those that are not there yet.
     *
     * @throws IOException when a file cannot be read or written, or holds no key
     */
    List<KeyPair> load() throws IOException {
        Files.createDirectories(folder);
        List<KeyPair> keys = new ArrayList<>();
        try {
            for (Map.Entry<String, String> each : FILES.entrySet()) {
                Path file = folder.resolve(each.getValue());
                if (!Files.exists(file)) {
                    make(each.getKey(), file);
                }
                read(file).forEach(keys::add);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("The SSH keys in " + folder + " cannot be used: " + e.getMessage(), e);
        }
        return keys;
    }

    private static Iterable<KeyPair> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> keys =
                    SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(file.toString()), in, null);
            if (keys == null) {
                throw new IOException("There is no SSH key in " + file + ".");
            }
            return keys;
        }
    }

    /** The private half appears under its name only when it is whole. */
    private static void make(String type, Path file) throws IOException, GeneralSecurityException {
        KeyPair key = KeyUtils.generateKeyPair(type, BITS);
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), "key", "", ownerAlone(file));
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "starforge", null, out);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerAlone(Path file) {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
