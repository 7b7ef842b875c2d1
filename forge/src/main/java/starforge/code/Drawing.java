package starforge.code;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import starforge.code.DrawnHunk.DrawnLine;
import starforge.git.read.CommitDiff;
import starforge.git.read.FileDiff;
import starforge.git.read.Hunk;
import starforge.git.read.Line;
import starforge.git.read.Trees;
import starforge.highlight.Highlighter;
import starforge.highlight.Piece;
import starforge.markup.MarkedLine;
import starforge.markup.MarkedLine.Mark;

/**
 * Draws the lines of a difference for one page. Colours are those of the whole file, read as far as its last line here, since
 * a hunk may begin in the middle of a comment.
 */
final class Drawing {
    /** A page with so many coloured lines of Java weighs 44 kB compressed, and a page has 60 kB at most. */
    private static final int MOST_COLOURED = 1_500;
    /** What a page may take longer for its colours; files after that stay plain. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Trees trees;
    private final Highlighter highlighter;
    private final long repo;
    private final CommitDiff diff;
    private final boolean isColoured;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    Drawing(Trees trees, Highlighter highlighter, long repo, CommitDiff diff) {
        this.trees = trees;
        this.highlighter = highlighter;
        this.repo = repo;
        this.diff = diff;
        this.isColoured = diff.files().stream()
                        .flatMap(file -> file.hunks().stream())
                        .mapToInt(hunk -> hunk.lines().size())
                        .sum()
                <= MOST_COLOURED;
    }

    /** The hunks of a file of this difference. */
    List<DrawnHunk> hunks(FileDiff file) {
        List<Line> lines =
                file.hunks().stream().flatMap(hunk -> hunk.lines().stream()).toList();
        int lastOld = lines.stream()
                .filter(Drawing::isOld)
                .mapToInt(Line::oldNo)
                .max()
                .orElse(0);
        int lastNew = lines.stream().mapToInt(Line::newNo).max().orElse(0);
        List<List<Piece>> old = colours(diff.base(), file.oldPath(), lastOld);
        List<List<Piece>> now = colours(diff.commit(), file.newPath(), lastNew);
        return file.hunks().stream().map(hunk -> draw(hunk, old, now)).toList();
    }

    private static boolean isOld(Line line) {
        return line.kind() == Line.Kind.DELETED;
    }

    private List<List<Piece>> colours(String commit, String path, int last) {
        if (last == 0 || !isColoured || System.nanoTime() - end > 0) {
            return List.of();
        }
        Optional<List<String>> lines = trees.file(repo, commit, path)
                .map(file -> trees.text(repo, file).lines())
                .filter(all -> all.size() >= last);
        return lines.map(all -> highlighter.colours(Where.name(path), all.subList(0, last)))
                .orElse(List.of());
    }

    private static DrawnHunk draw(Hunk hunk, List<List<Piece>> old, List<List<Piece>> now) {
        List<DrawnLine> lines = hunk.lines().stream()
                .map(line -> isOld(line) ? draw(line, old, line.oldNo()) : draw(line, now, line.newNo()))
                .toList();
        return new DrawnHunk(Hidden.written(hunk.header()), lines);
    }

    private static DrawnLine draw(Line line, List<List<Piece>> colours, int number) {
        List<Piece> pieces = number > colours.size() ? List.of() : colours.get(number - 1);
        List<MarkedLine.Part> parts = line.spans().stream()
                .map(span -> new MarkedLine.Part(span.text().length(), span.changed() ? mark(line) : Mark.NONE))
                .toList();
        return new DrawnLine(
                line.kind(), line.oldNo(), line.newNo(), MarkedLine.of(fit(pieces, line), parts), line.noNewline());
    }

    /** The line's text with these colours; plain where they are of another text, as when it was cut or is in UTF-16. */
    private static List<Piece> fit(List<Piece> pieces, Line line) {
        String text = line.text();
        String coloured = pieces.stream().map(Piece::text).collect(joining());
        if (text.equals(coloured + "\r")) {
            return Stream.concat(pieces.stream(), Stream.of(new Piece("\r", "")))
                    .toList();
        }
        return text.equals(coloured) ? pieces : List.of(new Piece(text, ""));
    }

    private static Mark mark(Line line) {
        return isOld(line) ? Mark.DEL : Mark.INS;
    }
}
