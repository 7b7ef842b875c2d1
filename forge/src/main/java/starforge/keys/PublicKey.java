package starforge.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import starforge.access.Refusal;

/**
 * A public key as OpenSSH writes it in a {@code .pub} file: type, base64, comment (sshd(8), RFC 4253 section 6.6, RFC 5656,
 * RFC 8709, and OpenSSH's PROTOCOL.u2f).
 *
 * @param blob the key in base64, without its type
 * @param fingerprint SHA-256 of the key as ssh-keygen prints it
 * @param comment what stands behind it, or ""
 */
record PublicKey(String type, String blob, String fingerprint, String comment) {
    static final String FIELD = "ssh_key";
    private static final int LONGEST = 8000;
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 16_384;
    private static final int ED25519 = 32;
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "ssh-rsa",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    /**
     * Reads what was pasted.
     *
     * @throws Refusal INVALID at {@code ssh_key}, with a sentence for each thing that people paste
     */
    static PublicKey read(String pasted) {
        String text = pasted.strip();
        require(!text.isEmpty(), "keys.empty");
        require(!isPrivate(text), "keys.private");
        require(text.length() <= LONGEST, "keys.too-long");
        require(text.lines().count() == 1, "keys.many-lines");
        String[] words = text.split("[ \t]+", 3);
        String type = words[0];
        require(!type.equals("ssh-dss"), "keys.dsa");
        if (!TYPES.contains(type)) {
            boolean hasOptions = Arrays.stream(text.split("[ \t]+")).anyMatch(TYPES::contains);
            throw Refusal.invalid(FIELD, hasOptions ? "keys.options" : "keys.no-key");
        }
        require(words.length > 1, "keys.cut-off");
        byte[] blob = decode(words[1]);
        require(isWhole(type, blob), "keys.cut-off");
        String comment = words.length > 2 ? words[2] : "";
        return new PublicKey(type, Base64.getEncoder().encodeToString(blob), fingerprint(blob), comment);
    }

    static boolean isPrivate(String pasted) {
        return pasted.contains("PRIVATE KEY");
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw Refusal.invalid(FIELD, otherwise);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(FIELD, "keys.cut-off");
        }
    }

    /** Says whether the bytes are one key of this type, and nothing before or after it, so that it has one fingerprint. */
    private static boolean isWhole(String type, byte[] blob) {
        return type.contains("ed25519") ? isEdwards(type, blob) : isReadable(type, blob);
    }

    /** Written out, as the JDK's own Ed25519 is not what sshd-common reads such keys with. */
    private static boolean isEdwards(String type, byte[] blob) {
        ByteBuffer rest = ByteBuffer.wrap(blob);
        boolean begins = next(rest).filter(type::equals).isPresent()
                && next(rest).filter(key -> key.length() == ED25519).isPresent();
        boolean hasApplication = !type.startsWith("sk-")
                || next(rest).filter(app -> !app.isEmpty()).isPresent();
        return begins && hasApplication && !rest.hasRemaining();
    }

    /** The next string of RFC 4251 section 5, a letter for each byte; empty when it is cut off. */
    private static Optional<String> next(ByteBuffer rest) {
        if (rest.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        int length = rest.getInt();
        if (length < 0 || length > rest.remaining()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        rest.get(bytes);
        return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static boolean isReadable(String type, byte[] blob) {
        try {
            java.security.PublicKey key =
                    new PublicKeyEntry(type, blob).resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
            if (key instanceof RSAPublicKey rsa) {
                int bits = rsa.getModulus().bitLength();
                if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
                    throw Refusal.invalid(FIELD, "keys.rsa-size", String.valueOf(bits));
                }
            }
            return fingerprint(blob).equals(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String fingerprint(byte[] blob) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
