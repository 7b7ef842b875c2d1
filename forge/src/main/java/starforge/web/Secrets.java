package starforge.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import starforge.db.Database;

/** Random keys and what is stored or shown of them. */
public final class Secrets {
    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    /** Takes the forge's own key from the database, or makes it there at the first start. */
    public Secrets(Database database) {
        SecretTable table = new SecretTable();
        String secret =
                database.write(transaction -> table.find(transaction.handle()).orElseGet(() -> {
                    String made = fresh();
                    table.insert(transaction.handle(), made);
                    return made;
                }));
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** A key for one who holds it: 256 random bits, base64url, 43 characters. */
    public String fresh() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What is stored of a key, so that a copy of the database opens nothing: its SHA-256, 64 hex digits. */
    public static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a text with the forge's own key: HMAC-SHA-256 (RFC 2104), base64url, 43 characters. */
    public String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares without telling by the time taken how much was right. */
    public static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
