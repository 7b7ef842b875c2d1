package starforge.git.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who wrote or committed something, and when. Name and mail are whatever the writer chose, or "", at most 500 letters
 * each: never proof of who it was.
 *
 * @param when in the writer's own offset; 1970 when the date cannot be read or is not in the years 1 to 9999
 */
public record Person(String name, String mail, OffsetDateTime when) {
    private static final int LONGEST = 500;
    /** Years 1 to 9999, so that any calendar and any format can take them. */
    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** For a commit that names nobody. */
    static final Person NOBODY = new Person("", "", OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC));

    private static final Pattern DATE =
            Pattern.compile("\\s*(-?\\d{1,18})(?!\\d)(?:\\s+([+-])(\\d{2})(\\d{2}))?.*", Pattern.DOTALL);

    /**
     * Reads {@code Name <mail> seconds +zone} as Git's split_ident_line does: the mail ends at the first {@code >}, the date
     * begins after the last.
     */
    static Person parse(byte[] raw, int from, int to, String encoding) {
        int open = indexOf(raw, '<', from, to);
        int close = indexOf(raw, '>', open, to);
        String name = text(raw, from, open, encoding);
        String mail = open < close ? text(raw, open + 1, close, encoding) : "";
        return new Person(name, mail, date(raw, lastIndexOf(raw, '>', from, to) + 1, to));
    }

    private static String text(byte[] raw, int from, int to, String encoding) {
        return Letters.cut(Letters.text(raw, from, to, encoding).strip(), LONGEST);
    }

    private static OffsetDateTime date(byte[] raw, int from, int to) {
        Matcher date = DATE.matcher(new String(raw, from, to - from, US_ASCII));
        if (!date.matches()) {
            return NOBODY.when;
        }
        long seconds = Long.parseLong(date.group(1));
        return seconds < EARLIEST || seconds > LATEST
                ? NOBODY.when
                : Instant.ofEpochSecond(seconds).atOffset(offset(date));
    }

    private static ZoneOffset offset(Matcher date) {
        if (date.group(2) == null) {
            return ZoneOffset.UTC;
        }
        int minutes = Integer.parseInt(date.group(3)) * 60 + Integer.parseInt(date.group(4));
        return minutes > 18 * 60
                ? ZoneOffset.UTC
                : ZoneOffset.ofTotalSeconds((date.group(2).equals("-") ? -60 : 60) * minutes);
    }

    private static int indexOf(byte[] raw, char wanted, int from, int to) {
        int at = from;
        while (at < to && raw[at] != wanted) {
            at++;
        }
        return at;
    }

    private static int lastIndexOf(byte[] raw, char wanted, int from, int to) {
        int at = to - 1;
        while (at >= from && raw[at] != wanted) {
            at--;
        }
        return at;
    }
}
