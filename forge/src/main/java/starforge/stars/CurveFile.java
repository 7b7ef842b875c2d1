package starforge.stars;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a curve needs that stands outside of our pages: its own colours, by the reader's light or dark, and leave to use them. */
final class CurveFile {
    static final String STYLE = """
                    text{font:12px system-ui,sans-serif;fill:#535c65}.c-y{text-anchor:end}.c-x,.c-mark text{text-anchor:middle}\
                    .c-first{text-anchor:start}.c-last{text-anchor:end}.c-grid{stroke:#e4e0d8}.c-line{fill:none;stroke:#c06a00;stroke-width:2.5}\
                    .c-area{fill:#c06a00;fill-opacity:.12}.c-mark path{stroke:#0b5f74;stroke-dasharray:3 3}.c-mark circle{fill:#0b5f74}\
                    @media(prefers-color-scheme:dark){text{fill:#a7b1ba}.c-grid{stroke:#2b3239}.c-line{stroke:#f2b84b}.c-area{fill:#f2b84b}\
                    .c-mark path{stroke:#74c7d8}.c-mark circle{fill:#74c7d8}}""";

    /** Content-Security-Policy: this one style sheet and nothing else. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'";

    private CurveFile() {}

    /** A weak tag of contents (RFC 9110, section 8.8.3). */
    static String tag(String contents) {
        return "W/\"" + sha256(contents) + "\"";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
