package starforge.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * What a program shows to say who it is.
 *
 * @param name of the account, "" where a token says it all
 * @param secret password or token
 */
record Credentials(String name, String secret) {
    /**
     * Reads the header {@code Authorization}: Basic with name and secret in UTF-8 (RFC 7617), or Bearer with a token
     * (RFC 6750), which Pagure's clients call {@code token}.
     *
     * @throws Refusal LOGIN when it is neither
     */
    static Credentials of(String header) {
        int space = header.indexOf(' ');
        String scheme = header.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
        String rest = header.substring(space + 1).strip();
        return switch (scheme) {
            case "basic" -> basic(rest);
            case "bearer", "token" -> new Credentials("", rest);
            default -> throw unreadable();
        };
    }

    private static Credentials basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw unreadable();
            }
            return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Refusal unreadable() {
        return new Refusal(Reason.LOGIN, "web.credentials");
    }
}
