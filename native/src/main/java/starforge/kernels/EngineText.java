package starforge.kernels;

import java.util.List;
import java.util.stream.Collectors;
import starforge.kernels.CharSet.Range;
import starforge.kernels.Node.Either;
import starforge.kernels.Node.One;
import starforge.kernels.Node.Place;
import starforge.kernels.Node.Repeat;
import starforge.kernels.Node.Row;

/**
 * Writes a tree as a pattern over bytes, in the few words that {@link java.util.regex.Pattern} and PCRE2 (without UTF) share,
 * each byte being one character. So both mean the same by it, also where a text is not UTF-8.
 *
 * <p>One character is an ASCII byte; or a byte from 0xc0 with all continuation bytes behind it; or a run of continuation
 * bytes that has no such byte before it. Nothing ever starts or ends between the bytes of a character.
 */
final class EngineText {
    private static final String WORD = "0-9A-Z_a-z";
    private static final String NO_WORD_BEFORE = "(?<![" + WORD + "\\x80-\\xff])";
    private static final String NO_WORD_AFTER = "(?![" + WORD + "\\x80-\\xff])";
    private static final String OTHER = "[\\xc0-\\xff][\\x80-\\xbf]*+|(?<![\\x80-\\xff])[\\x80-\\xbf]++";

    /** What the engines write differently. */
    enum Flavor {
        /** Java's {@code \b} takes letters beyond ASCII for words. */
        JAVA(
                "(?:(?<=[" + WORD + "])(?![" + WORD + "])|(?<![" + WORD + "])(?=[" + WORD + "]))",
                "(?:(?<=[" + WORD + "])(?=[" + WORD + "])|(?<![" + WORD + "])(?![" + WORD + "\\x80-\\xbf]))",
                ""),
        PCRE("\\b", "\\B(?![\\x80-\\xbf])", ""),
        /** After all that is repeated the caller is asked whether to go on. */
        WATCHED_PCRE(PCRE.edge, PCRE.noEdge, "(?C)");

        private final String edge;
        private final String noEdge;
        private final String afterRepeat;

        Flavor(String edge, String noEdge, String afterRepeat) {
            this.edge = edge;
            this.noEdge = noEdge;
            this.afterRepeat = afterRepeat;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final Flavor flavor;

    private EngineText(Flavor flavor) {
        this.flavor = flavor;
    }

    /**
     * The pattern.
     *
     * @param word whether no word's character may stand before or after a match
     */
    static String of(Node tree, boolean word, Flavor flavor) {
        EngineText text = new EngineText(flavor);
        text.write(tree);
        return word ? NO_WORD_BEFORE + "(?:" + text.out + ")" + NO_WORD_AFTER : text.out.toString();
    }

    private void write(Node node) {
        if (node instanceof One one) {
            out.append(one(one.set()));
        } else if (node instanceof Place place) {
            out.append(place(place));
        } else if (node instanceof Row row) {
            row.parts().forEach(this::write);
        } else if (node instanceof Either either) {
            either(either);
        } else if (node instanceof Repeat repeat) {
            repeat(repeat);
        }
    }

    private String place(Place place) {
        return switch (place) {
            case LINE_START -> "^";
            case LINE_END -> "(?=\\r?$)";
            case WORD_EDGE -> flavor.edge;
            case NO_WORD_EDGE -> flavor.noEdge;
        };
    }

    private void either(Either either) {
        String between = "(?:";
        for (Node branch : either.branches()) {
            out.append(between);
            write(branch);
            between = "|";
        }
        out.append(')');
    }

    private void repeat(Repeat repeat) {
        if (repeat.part() instanceof One one && repeat.isOpen() && one.set().hasAllOthers()) {
            openRun(one.set(), repeat);
        } else if (repeat.part() instanceof One one && one.set().isAscii()) {
            out.append('[').append(ascii(one.set())).append(']').append(times(repeat.least(), repeat.most()));
        } else {
            out.append("(?:");
            write(repeat.part());
            out.append(')').append(times(repeat.least(), repeat.most()));
        }
        if (repeat.least() != repeat.most()) {
            out.append(repeat.lazy() ? "?" : "").append(flavor.afterRepeat);
        }
    }

    /** Any number of such characters is any number of their bytes, which engines pass at once. */
    private void openRun(CharSet set, Repeat repeat) {
        if (repeat.least() > 0) {
            out.append(one(set)).append(times(repeat.least(), repeat.least()));
        }
        out.append('[').append(ascii(set)).append("\\x80-\\xff]*");
    }

    private static String times(int least, int most) {
        if (most == Integer.MAX_VALUE) {
            return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
        }
        if (least == most) {
            return "{" + least + "}";
        }
        return most == 1 ? "?" : "{" + least + "," + most + "}";
    }

    private static String one(CharSet set) {
        int single = set.single();
        if (single >= 0) {
            return bytes(Utf8.bytes(single));
        }
        if (set.isLetter()) {
            return "(?i:" + (char) (set.ascii().nextSetBit(0) | 0x20) + ")";
        }
        if (set.isAscii()) {
            return "[" + ascii(set) + "]";
        }
        String ascii = set.ascii().isEmpty() ? "" : "[" + ascii(set) + "]|";
        if (set.hasAllOthers()) {
            return "(?:" + ascii + OTHER + ")";
        }
        String others = ranges(set.others());
        return set.inverse() ? "(?:" + ascii + "(?!" + others + ")(?:" + OTHER + "))" : "(?:" + ascii + others + ")";
    }

    private static String ranges(List<Range> ranges) {
        return ranges.stream()
                .flatMap(range -> Utf8.split(range.first(), range.last()).stream())
                .map(EngineText::range)
                .collect(Collectors.joining("|"));
    }

    private static String range(byte[][] ends) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ends[0].length; i++) {
            int first = Byte.toUnsignedInt(ends[0][i]);
            int last = Byte.toUnsignedInt(ends[1][i]);
            text.append(first == last ? literal(first) : "[" + literal(first) + "-" + literal(last) + "]");
        }
        return text.toString();
    }

    private static String ascii(CharSet set) {
        StringBuilder text = new StringBuilder();
        for (int first = set.ascii().nextSetBit(0); first >= 0; ) {
            int after = set.ascii().nextClearBit(first);
            text.append(literal(first)).append(after == first + 1 ? "" : "-" + literal(after - 1));
            first = set.ascii().nextSetBit(after);
        }
        return text.toString();
    }

    private static String bytes(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            text.append(literal(Byte.toUnsignedInt(one)));
        }
        return bytes.length == 1 ? text.toString() : "(?:" + text + ")";
    }

    private static String literal(int one) {
        boolean plain = one < CharSet.ASCII && (Ascii.isLetter(one) || Ascii.isDigit(one));
        return plain ? Character.toString(one) : String.format("\\x%02x", one);
    }
}
