package starforge.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import starforge.access.Authenticator;
import starforge.access.Identity;
import starforge.access.Refusal;

/** Reads who asks from the {@code Authorization} header: Basic, in UTF-8 (RFC 7617). */
final class BasicAuth {
    private final Authenticator authenticator;

    BasicAuth(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Tells who asks; nobody, when the header is missing.
     *
     * @throws Refusal LOGIN when the header is there and does not hold, TOO_MANY after too many wrong tries
     */
    Identity identify(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Identity.ANONYMOUS;
        }
        String credentials = decode(header);
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            throw wrong();
        }
        return authenticator.authenticate(
                credentials.substring(0, colon), credentials.substring(colon + 1), request.getRemoteAddr());
    }

    private static String decode(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            throw wrong();
        }
        try {
            return new String(
                    Base64.getDecoder()
                            .decode(header.substring("basic ".length()).strip()),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static Refusal wrong() {
        return new Refusal(Refusal.Reason.LOGIN, "git.sign-in");
    }
}
