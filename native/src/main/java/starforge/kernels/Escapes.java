package starforge.kernels;

import java.util.BitSet;
import java.util.List;
import starforge.kernels.BadQuery.Reason;

/** What a backslash and more stand for. */
final class Escapes {
    private static final CharSet DIGITS = set("0123456789");
    private static final CharSet SPACES = set(" \t\r\f\u000b");
    private static final CharSet WORDS = set("0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private Escapes() {}

    static CharSet set(String characters) {
        BitSet ascii = new BitSet(CharSet.ASCII);
        characters.chars().forEach(ascii::set);
        return new CharSet(ascii, List.of(), false);
    }

    /** The characters meant by what follows a backslash. */
    static CharSet parse(Cursor in, int at) {
        if (in.atEnd()) {
            throw new BadQuery(Reason.BAD_ESCAPE, at);
        }
        int one = in.next();
        return switch (one) {
            case 'd' -> DIGITS;
            case 'D' -> CharSet.but(DIGITS);
            case 's' -> SPACES;
            case 'S' -> CharSet.but(SPACES);
            case 'w' -> WORDS;
            case 'W' -> CharSet.but(WORDS);
            case 't' -> set("\t");
            case 'r' -> set("\r");
            case 'f' -> set("\f");
            case 'v' -> set("\u000b");
            case 'x' -> character(in.skip("{") ? braced(in, at) : in.hex(2, at), at);
            case 'u' -> character(in.hex(4, at), at);
            case 'n' -> throw new BadQuery(Reason.LINE_BREAK, at);
            default -> itself(one, at);
        };
    }

    private static int braced(Cursor in, int at) {
        String digits = in.until("}");
        if (digits == null || !digits.matches("[0-9a-fA-F]{1,6}")) {
            throw new BadQuery(Reason.BAD_ESCAPE, at);
        }
        return Integer.parseInt(digits, 16);
    }

    private static CharSet character(int code, int at) {
        if (code == 0) {
            throw new BadQuery(Reason.ZERO_BYTE, at);
        }
        if (code == '\n') {
            throw new BadQuery(Reason.LINE_BREAK, at);
        }
        if (!Character.isValidCodePoint(code) || Character.getType(code) == Character.SURROGATE) {
            throw new BadQuery(Reason.BAD_ESCAPE, at);
        }
        return CharSet.of(code, code);
    }

    private static CharSet itself(int one, int at) {
        if (one >= '1' && one <= '9') {
            throw new BadQuery(Reason.BACK_REFERENCE, at);
        }
        if (one == '\n') {
            throw new BadQuery(Reason.LINE_BREAK, at);
        }
        if (one >= CharSet.ASCII || one == '0' || Ascii.isLetter(one)) {
            throw new BadQuery(Reason.BAD_ESCAPE, at);
        }
        return CharSet.of(one, one);
    }
}
