package starforge.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is sent, so that who gets it knows whom it is from: HMAC (RFC 2104). */
final class Signature {
    private Signature() {}

    /**
     * The signature of a body.
     *
     * @param algorithm {@code HmacSHA256}, or {@code HmacSHA1} as older receivers of Pagure's want
     * @return in hex digits
     */
    static String of(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
