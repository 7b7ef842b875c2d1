package starforge.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import starforge.git.read.FileDiff;
import starforge.git.read.Hunk;
import starforge.git.read.Line;
import starforge.git.read.Revision;
import starforge.git.read.Span;

/**
 * A changed file and its addresses.
 *
 * @param file with everything that hides in it written out
 * @param shown its name in the list of files
 * @param view the whole file, as it is now or last was; "" where there is none
 * @param more the page that shows only this file
 * @param reorders whether there are characters in it that change the order of the text
 */
public record Changed(FileDiff file, String shown, String view, String more, boolean reorders) {
    private static final String SUBMODULE = "160000";

    /**
     * Changes on a page.
     *
     * @param base full id of the commit compared with, which has the deleted files
     * @param commit full id of the newer one
     * @param page address of the page with all files
     */
    static List<Changed> all(String repoUrl, String base, String commit, String page, List<FileDiff> files) {
        List<Changed> all = new ArrayList<>();
        for (FileDiff file : files) {
            boolean deleted = file.change() == FileDiff.Change.DELETED;
            String path = deleted ? file.oldPath() : file.newPath();
            String view = isSubmodule(file) ? "" : at(repoUrl, deleted ? base : commit, path);
            String more = page + "?file=" + Where.encode(file.newPath()).replace("/", "%2F");
            boolean reorders = texts(file).anyMatch(Hidden::reorders);
            all.add(new Changed(written(file, reorders), Hidden.shown(path), view, more, reorders));
        }
        return all;
    }

    private static boolean isSubmodule(FileDiff file) {
        return file.oldMode().equals(SUBMODULE) || file.newMode().equals(SUBMODULE);
    }

    private static String at(String repoUrl, String commit, String path) {
        return new Where(repoUrl, commit, Revision.Kind.COMMIT, commit, path).blob(path);
    }

    private static Stream<String> texts(FileDiff file) {
        return file.hunks().stream()
                .flatMap(hunk -> Stream.concat(
                        Stream.of(hunk.header()), hunk.lines().stream().map(Line::text)));
    }

    private static FileDiff written(FileDiff file, boolean reorders) {
        return new FileDiff(
                Hidden.shown(file.oldPath()),
                Hidden.shown(file.newPath()),
                file.change(),
                file.oldMode(),
                file.newMode(),
                file.added(),
                file.deleted(),
                file.binary(),
                file.tooBig(),
                file.collapsed(),
                file.hunks().stream()
                        .map(hunk -> reorders ? written(hunk) : hunk)
                        .toList());
    }

    private static Hunk written(Hunk hunk) {
        List<Line> lines = hunk.lines().stream().map(Changed::written).toList();
        return new Hunk(Hidden.written(hunk.header()), lines);
    }

    private static Line written(Line line) {
        List<Span> spans = line.spans().stream()
                .map(span -> new Span(Hidden.written(span.text()), span.changed()))
                .toList();
        return new Line(line.kind(), line.oldNo(), line.newNo(), spans, line.noNewline());
    }
}
