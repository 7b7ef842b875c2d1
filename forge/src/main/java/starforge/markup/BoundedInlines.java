package starforge.markup;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;

/**
 * Reads emphasis, links and images as CommonMark's own parser does, but no paragraph with thousands of marks: each can stand
 * within the one before, and that parser walks down by recursion, in quadratic time.
 */
final class BoundedInlines implements InlineParser {
    private static final int MOST_MARKS = 1_000;

    private final InlineParser parser;

    BoundedInlines(InlineParserContext context) {
        this.parser = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node block) {
        long marks = lines.getLines().stream()
                .mapToLong(line -> line.getContent()
                        .chars()
                        .filter(c -> "*_~!".indexOf(c) >= 0)
                        .count())
                .sum();
        if (marks > MOST_MARKS) {
            throw new TooMuch("a paragraph of more than " + MOST_MARKS + " marks");
        }
        parser.parse(lines, block);
    }
}
