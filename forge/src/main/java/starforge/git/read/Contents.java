package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The beginning or all of a file: is it text, in which encoding, and its lines. */
final class Contents {
    /** As far as Git looks for a NUL (buffer_is_binary in xdiff-interface.c). */
    static final int LOOKED_AT = 8_000;

    /** What a file in an encoding may start with, in hex (byte order mark, The Unicode Standard 23.8). */
    private static final Map<String, Charset> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("fffe0000", Charset.forName("UTF-32LE"));
        MARKS.put("0000feff", Charset.forName("UTF-32BE"));
        MARKS.put("fffe", UTF_16LE);
        MARKS.put("feff", UTF_16BE);
        MARKS.put("efbbbf", UTF_8);
    }

    private final byte[] raw;

    Contents(byte[] raw) {
        this.raw = raw;
    }

    boolean isBinary() {
        return marked().isEmpty() && hasNul(raw);
    }

    /** Git's own test for a binary file. */
    static boolean hasNul(byte[] raw) {
        for (int i = 0; i < Math.min(raw.length, LOOKED_AT); i++) {
            if (raw[i] == 0) {
                return true;
            }
        }
        return false;
    }

    Charset charset() {
        return marked().orElseGet(() -> Letters.isUtf8(raw) ? UTF_8 : Letters.western(raw, 0, raw.length));
    }

    /** Lines without LF or CRLF; a last line without an end counts too. */
    List<String> lines() {
        String text = new String(raw, charset());
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            lines.add(text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to));
            from = to + 1;
        }
        return lines;
    }

    private Optional<Charset> marked() {
        String start = HexFormat.of().formatHex(raw, 0, Math.min(raw.length, 4));
        return MARKS.entrySet().stream()
                .filter(mark -> start.startsWith(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
