package starforge.highlight;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;

/**
 * One text on its way through a token maker, line by line; each line starts in the state in which the one before ended. For
 * one thread and one text: a token maker keeps its state and its tokens to itself.
 */
final class Colouring {
    /** Some token makers take quadratic time for a line. */
    private static final int LONGEST_LINE = 2_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final TokenMaker maker;
    private final Language language;
    private final long end;
    private int state = TokenTypes.NULL;
    private boolean isCut;

    /**
     * Prepares a text.
     *
     * @param end of the time for it, by {@link #now}; what comes later is plain
     */
    Colouring(Language language, long end) {
        this.maker = TokenMakerFactory.getDefaultInstance().getTokenMaker(language.style());
        this.language = language;
        this.end = end;
    }

    /** What this thread has had of the processor, in nanoseconds: waiting for it on a busy machine does not count. */
    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    List<List<Piece>> lines(List<String> lines) {
        List<List<Piece>> coloured = new ArrayList<>(lines.size());
        for (String line : lines) {
            isCut = isCut || now() - end > 0;
            coloured.add(isCut || line.length() > LONGEST_LINE ? plain(line) : line(line));
        }
        return coloured;
    }

    /** Whether some of it has no colours because time was up or the token maker failed. */
    boolean isCut() {
        return isCut;
    }

    static List<Piece> plain(String line) {
        return line.isEmpty() ? List.of() : List.of(new Piece(line, ""));
    }

    /** A line; plain, like all that follow, when the token maker cannot take it. */
    private List<Piece> line(String line) {
        try {
            char[] letters = line.toCharArray();
            Token first = maker.getTokenList(new Segment(letters, 0, letters.length), state, 0);
            return pieces(line, first);
        } catch (RuntimeException | Error e) { // the generated scanners throw Error for what they cannot match
            isCut = true;
            return plain(line);
        }
    }

    private List<Piece> pieces(String line, Token first) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        String look = "";
        Token token = first;
        for (; token.getNextToken() != null || token.isPaintable(); token = token.getNextToken()) {
            String next = Look.of(token, language);
            if (!next.equals(look) && token.getType() != TokenTypes.WHITESPACE) {
                add(pieces, open, look);
                look = next;
            }
            open.append(token.getTextArray(), token.getTextOffset(), token.length());
            if (token.getNextToken() == null) {
                break;
            }
        }
        add(pieces, open, look);
        state = token.getType();
        return holds(pieces, line) ? pieces : plain(line);
    }

    private static void add(List<Piece> pieces, StringBuilder open, String look) {
        if (open.length() > 0) {
            pieces.add(new Piece(open.toString(), look));
            open.setLength(0);
        }
    }

    /** Whether the pieces are the line, letter by letter: colours never change what is read. */
    private static boolean holds(List<Piece> pieces, String line) {
        int at = 0;
        for (Piece piece : pieces) {
            if (!line.startsWith(piece.text(), at)) {
                return false;
            }
            at += piece.text().length();
        }
        return at == line.length();
    }
}
