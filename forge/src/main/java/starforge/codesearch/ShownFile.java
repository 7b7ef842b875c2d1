package starforge.codesearch;

import java.util.ArrayList;
import java.util.List;
import starforge.access.Unseen;
import starforge.highlight.Highlighter;
import starforge.highlight.Piece;
import starforge.markup.Html;
import starforge.markup.MarkedLine;
import starforge.markup.MarkedLine.Mark;
import starforge.markup.MarkedLine.Part;

/** A file that was found, as a page shows it. */
public record ShownFile(FoundFile file, String shownPath, String shownRepo, List<ShownLine> lines) {
    /**
     * A line as it is drawn.
     *
     * @param isAfterGap whether lines before it are left out, other than at the beginning
     */
    public record ShownLine(FoundLine line, Html html, boolean isAfterGap) {}

    /** Draws a file. Colours are those of the shown lines alone: a comment that began before them is not known. */
    static ShownFile of(FoundFile file, Highlighter highlighter) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        List<List<Piece>> coloured = highlighter
                .coloured(
                        highlighter.languages().named(name),
                        file.lines().stream().map(FoundLine::text).toList())
                .lines();
        List<ShownLine> drawn = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < file.lines().size(); i++) {
            FoundLine line = file.lines().get(i);
            drawn.add(new ShownLine(line, draw(line, coloured.get(i)), last > 0 && line.number() > last + 1));
            last = line.number();
        }
        return new ShownFile(file, Unseen.written(file.path()), Unseen.written(file.repo()), drawn);
    }

    private static Html draw(FoundLine line, List<Piece> pieces) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (FoundLine.Mark mark : line.marks()) {
            parts.add(new Part(mark.from() - at, Mark.NONE));
            parts.add(new Part(mark.to() - mark.from(), Mark.FOUND));
            at = mark.to();
        }
        parts.add(new Part(line.text().length() - at, Mark.NONE));
        return MarkedLine.of(pieces, parts);
    }
}
