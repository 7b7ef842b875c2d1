package starforge.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Stores and checks passwords by Argon2id (RFC 9106) with OWASP's smaller choice, 19 MiB and 2 passes, which a small machine
 * can bear. Written in the usual form {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final String PREFIX = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";
    private static final Base64.Encoder TO_TEXT = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    /** Each check takes 19 MiB: strangers who try many at once wait, instead of filling the memory. */
    private final Semaphore atOnce = new Semaphore(4, true);

    private final String nobodys = store("a password of nobody");

    /** What to store of a password. */
    public String store(String password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return PREFIX + TO_TEXT.encodeToString(salt) + "$" + TO_TEXT.encodeToString(hash(password, salt));
    }

    /** Checks a password against what was stored. */
    public boolean fits(String password, String stored) {
        String[] parts = stored.split("\\$");
        if (parts.length != 6 || !stored.startsWith(PREFIX)) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        return MessageDigest.isEqual(hash(password, salt), Base64.getDecoder().decode(parts[5]));
    }

    /** Takes as long as a check does, for names that do not exist. */
    public void pretend(String password) {
        fits(password, nobodys);
    }

    private byte[] hash(String password, byte[] salt) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[32];
        atOnce.acquireUninterruptibly();
        try {
            argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            atOnce.release();
        }
        return hash;
    }
}
