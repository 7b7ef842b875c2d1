package starforge.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Stores and checks passwords by Argon2id (RFC 9106) with OWASP's smaller choice, 19 MiB and 2 passes, which a small machine
 * can bear. Written in the usual form {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}; what was stored at another cost fits
 * at that cost.
 */
public final class Passwords {
    private static final Cost COST = new Cost(19_456, 2);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern STORED =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Base64.Encoder TO_TEXT = Base64.getEncoder().withoutPadding();
    /** Of no password. */
    private static final String NOBODYS = text(COST, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private final SecureRandom random = new SecureRandom();
    /** Each check takes 19 MiB: strangers who try many at once wait, instead of filling the memory. */
    private final Semaphore atOnce = new Semaphore(4, true);

    private record Cost(int kib, int passes) {}

    /** What to store of a password. */
    public String store(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return text(COST, salt, hash(password, COST, salt));
    }

    private static String text(Cost cost, byte[] salt, byte[] hash) {
        String head = "$argon2id$v=19$m=" + cost.kib() + ",t=" + cost.passes() + ",p=1$";
        return head + TO_TEXT.encodeToString(salt) + "$" + TO_TEXT.encodeToString(hash);
    }

    /** Checks a password against what was stored. */
    public boolean fits(String password, String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        Cost cost = new Cost(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        byte[] salt = Base64.getDecoder().decode(parts.group(3));
        return MessageDigest.isEqual(
                hash(password, cost, salt), Base64.getDecoder().decode(parts.group(4)));
    }

    /** Takes as long as a check does, for names that do not exist. */
    public void pretend(String password) {
        fits(password, NOBODYS);
    }

    private byte[] hash(String password, Cost cost, byte[] salt) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kib())
                .withIterations(cost.passes())
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        atOnce.acquireUninterruptibly();
        try {
            argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            atOnce.release();
        }
        return hash;
    }
}
