package starforge.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import starforge.git.read.Blame;
import starforge.markup.CodeRows;
import starforge.markup.Html;

/**
 * Lines one after the other that the same commit wrote.
 *
 * @param first number of the first line, from 1
 * @param commit who and why; empty when it was not found in time
 * @param before address of the blame of the file as it was before; "" when the commit made the file
 */
public record Blamed(int first, Optional<CommitView> commit, String before, List<Html> lines) {
    /** All lines of a file under who wrote them. */
    static List<Blamed> all(Where at, Blame blame, List<Html> lines) {
        List<Blamed> all = new ArrayList<>();
        for (Blame.Run run : blame.runs()) {
            int end = Math.min(run.first() + run.count(), lines.size());
            if (run.first() < end) {
                all.add(of(at, run, lines.subList(run.first(), end)));
            }
        }
        return all;
    }

    private static Blamed of(Where at, Blame.Run run, List<Html> lines) {
        return new Blamed(
                run.first() + 1,
                run.source().map(source -> CommitView.of(at.url(), source.commit())),
                run.source()
                        .flatMap(Blame.Source::before)
                        .map(before -> at.blame(before.path(), before.commit()))
                        .orElse(""),
                lines);
    }

    /** The cells of the first line, for a row that begins with who wrote it. */
    public Html firstCells() {
        return CodeRows.cells(first, lines.get(0));
    }

    /** The rows of all lines but the first. */
    public Html moreRows() {
        return CodeRows.of(first + 1, lines.subList(1, lines.size()));
    }

    /** For templates, which know no Optional. */
    public Object by() {
        return commit.<Object>map(found -> found).orElse("");
    }
}
