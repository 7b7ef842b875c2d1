package starforge.git.read;

import java.util.List;

/**
 * A file as lines.
 *
 * @param lines without their ends (LF or CRLF); none when {@code tooBig} or binary
 * @param encoding what it was read as, such as "UTF-8"
 * @param plain too long to be coloured: over 512 kB or 5,000 lines
 * @param tooBig too long to be shown: over 2 MB or 50,000 lines, or with a line of over 20,000 letters
 */
public record Text(List<String> lines, String encoding, boolean plain, boolean tooBig) {
    static final int MOST_BYTES = 2 << 20;
    private static final int MOST_COLOURED_BYTES = 512 << 10;
    private static final int MOST_COLOURED_LINES = 5_000;
    private static final int MOST_LINES = 50_000;
    private static final int LONGEST_LINE = 20_000;

    static final Text TOO_BIG = new Text(List.of(), "", true, true);
    static final Text BINARY = new Text(List.of(), "", true, false);

    /** Decodes whole contents. */
    static Text of(byte[] raw) {
        Contents contents = new Contents(raw);
        List<String> lines = contents.lines();
        boolean plain = raw.length > MOST_COLOURED_BYTES || lines.size() > MOST_COLOURED_LINES;
        boolean tooBig = lines.size() > MOST_LINES || lines.stream().anyMatch(line -> line.length() > LONGEST_LINE);
        return tooBig ? TOO_BIG : new Text(lines, contents.charset().name(), plain, false);
    }
}
