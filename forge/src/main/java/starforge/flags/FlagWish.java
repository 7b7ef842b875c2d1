package starforge.flags;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.OptionalInt;
import starforge.access.Refusal;
import starforge.flags.Flag.Status;

/**
 * A flag before it is stored.
 *
 * @param uid a flag of the same commit and uid is changed; "" makes a new one
 */
public record FlagWish(String uid, String username, Status status, OptionalInt percent, String comment, String url) {
    static final int LONGEST_UID = 32;

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_COMMENT = 1000;
    private static final int LONGEST_URL = 2000;

    /**
     * Checks the values, and cuts a comment that is too long.
     *
     * @throws Refusal INVALID at a field
     */
    public FlagWish {
        if (!uid.matches("[\\x21-\\x7e]{0," + LONGEST_UID + "}") || uid.contains("/")) {
            throw Refusal.invalid("uid", "flags.uid", LONGEST_UID);
        }
        username = line(username, LONGEST_NAME);
        comment = line(comment, LONGEST_COMMENT);
        if (!isWeb(url)) {
            throw Refusal.invalid("url", "flags.url");
        }
    }

    private static String line(String text, int most) {
        String plain = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return plain.substring(0, plain.offsetByCodePoints(0, Math.min(plain.codePointCount(0, plain.length()), most)));
    }

    /** Whether an address leads to the web: people press it. */
    public static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            return url.length() <= LONGEST_URL
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
