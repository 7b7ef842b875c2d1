package starforge.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import starforge.words.Words;

/**
 * A sentence shown once on the next page after a form.
 *
 * @param kind ok, info, warn or bad
 * @param text plain text
 */
public record Notice(String kind, String text) {
    public static Notice ok(String key, Object... values) {
        return new Notice("ok", Words.english().say(key, values));
    }

    public static Notice info(String key, Object... values) {
        return new Notice("info", Words.english().say(key, values));
    }

    String toCookie() {
        String whole = kind + ":" + text;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Notice> ofCookie(String value) {
        try {
            String whole = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            String kind = whole.substring(0, Math.max(0, whole.indexOf(':')));
            return kind.matches("ok|info|warn|bad")
                    ? Optional.of(new Notice(kind, whole.substring(kind.length() + 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
