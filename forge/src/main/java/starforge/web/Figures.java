package starforge.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import starforge.words.Words;

/** How times and numbers are said on pages. */
final class Figures {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Figures() {}

    static String exact(Instant at) {
        return EXACT.format(at);
    }

    /** How long ago, in words: to the minute at first, then coarser; the day itself after a year and for the future. */
    static String ago(Instant at, Instant now) {
        long minutes = Duration.between(at, now).toMinutes();
        long days = minutes / 1440;
        if (minutes < -2 || days > 3 * 365) {
            return say("time.on", DAY.format(at));
        }
        if (minutes < 1) {
            return say("time.now");
        }
        if (minutes < 60) {
            return say("time.minutes", minutes);
        }
        if (days < 1) {
            return say("time.hours", minutes / 60);
        }
        if (days < 14) {
            return say("time.days", days);
        }
        return days < 60
                ? say("time.weeks", days / 7)
                : days < 730 ? say("time.months", days / 30) : say("time.years", days / 365);
    }

    private static String say(String key, Object... values) {
        return Words.english().say(key, values);
    }

    /** A count in few letters: 999, 1.2k, 34k, 1.5M. */
    static String brief(long n) {
        if (n < 1000) {
            return Long.toString(n);
        }
        return n < 999_500 ? scaled(n / 1000.0) + "k" : scaled(n / 1_000_000.0) + "M";
    }

    private static String scaled(double n) {
        String text = String.format(Locale.ROOT, n < 9.95 ? "%.1f" : "%.0f", n);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Escapes a path for an address, keeping its slashes (RFC 3986). */
    static String path(String path) {
        return encode(path).replace("%2F", "/");
    }

    /** Escapes one value for an address. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
