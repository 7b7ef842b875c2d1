package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** From bytes of unknown encoding to text. Git says nothing about the encoding of names and contents. */
final class Letters {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    /** The bytes windows-1252 leaves undefined. */
    private static final byte[] UNDEFINED = {(byte) 0x81, (byte) 0x8d, (byte) 0x8f, (byte) 0x90, (byte) 0x9d};

    private Letters() {}

    /** A file name: UTF-8, or else every byte one letter (ISO 8859-1), so that each name has its own text. */
    static String name(byte[] raw, int from, int to) {
        return strict(raw, from, to).orElseGet(() -> new String(raw, from, to - from, ISO_8859_1));
    }

    static String name(byte[] raw) {
        return name(raw, 0, raw.length);
    }

    /**
     * A path as text, each name on its own.
     *
     * @param raw the bytes, one letter each
     */
    static String path(String raw) {
        return Arrays.stream(raw.split("/", -1))
                .map(name -> name(name.getBytes(ISO_8859_1)))
                .collect(Collectors.joining("/"));
    }

    /** Contents or a message: UTF-8, or else windows-1252, or else ISO 8859-1. */
    static String text(byte[] raw, int from, int to) {
        return strict(raw, from, to).orElseGet(() -> new String(raw, from, to - from, western(raw, from, to)));
    }

    /** Text in the encoding its writer named; broken bytes become U+FFFD. An unknown name is as none. */
    static String text(byte[] raw, int from, int to, String encoding) {
        return charset(encoding)
                .filter(charset -> !charset.equals(UTF_8))
                .map(charset -> new String(raw, from, to - from, charset))
                .orElseGet(() -> text(raw, from, to));
    }

    /** At most so many letters, then "…". */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    static boolean isUtf8(byte[] raw) {
        return strict(raw, 0, raw.length).isPresent();
    }

    static Charset western(byte[] raw, int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] < 0 && Arrays.binarySearch(UNDEFINED, raw[i]) >= 0) {
                return ISO_8859_1;
            }
        }
        return WINDOWS_1252;
    }

    private static Optional<String> strict(byte[] raw, int from, int to) {
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(raw, from, to - from))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> charset(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
