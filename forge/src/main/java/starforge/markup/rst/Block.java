package starforge.markup.rst;

import java.util.List;
import java.util.Map;

/** A part of a text, one below the other. Texts within are still written with inline markup unless said otherwise. */
sealed interface Block {
    /** A section's title; level 1 is the highest. */
    record Title(int level, String text, String id) implements Block {}

    record Paragraph(String text) implements Block {}

    /** Text as it stands; the language is "" when it has none. */
    record Literal(String text, String language) implements Block {}

    record Quote(List<Block> blocks) implements Block {}

    /** A box with a title: a note, a warning. */
    record Box(String title, List<Block> blocks) implements Block {}

    record Bullets(List<List<Block>> items) implements Block {}

    record Numbers(int first, List<List<Block>> items) implements Block {}

    /** Terms and what they mean: definitions, fields and options. */
    record Terms(Kind kind, List<Term> terms) implements Block {
        enum Kind {
            DEFINITION,
            FIELD,
            OPTION
        }
    }

    record Term(String text, List<Block> blocks) {}

    /** Lines that stay apart. */
    record Verse(List<String> lines) implements Block {}

    record Grid(String title, List<Row> head, List<Row> body) implements Block {}

    record Row(List<Cell> cells) {}

    /** A cell; it covers so many columns and rows. */
    record Cell(List<Block> blocks, int across, int down) {}

    /** An image with its options, as {@code alt} and {@code target}. */
    record Picture(String address, Map<String, String> options) implements Block {}

    /** A footnote or citation; the label is as shown, without brackets. */
    record Note(String label, String id, List<Block> blocks) implements Block {}

    /** A place that links lead to. */
    record Anchor(String id) implements Block {}

    record Rule() implements Block {}

    /** The list of all sections. */
    record Contents() implements Block {}
}
