package starforge.git.read;

/**
 * A part of a line.
 *
 * @param changed whether these words differ from the line beside
 */
public record Span(String text, boolean changed) {}
