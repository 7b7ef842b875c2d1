package starforge.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import starforge.git.read.CommitDiff;
import starforge.git.read.FileDiff;
import starforge.git.read.Line;
import starforge.git.read.Revision;

/**
 * A changed file and its addresses.
 *
 * @param file with everything that hides in its names written out
 * @param shown its name in the list of files
 * @param view the whole file, as it is now or last was; "" where there is none
 * @param more the page that shows only this file
 * @param reorders whether there are characters in it that change the order of the text
 * @param hunks its lines as they are shown
 * @param sides the rows of each hunk for a page that has both sides beside each other; none for any other page
 * @param pictures what it looked and looks like, when it is a small picture
 */
public record Changed(
        FileDiff file,
        String shown,
        String view,
        String more,
        boolean reorders,
        List<DrawnHunk> hunks,
        List<List<Beside>> sides,
        Pictures pictures) {
    private static final String SUBMODULE = "160000";

    /**
     * Changes on a page.
     *
     * @param page address of the page with all files
     * @param split whether the two sides stand beside each other
     * @param drawing of this difference
     */
    static List<Changed> all(String repoUrl, CommitDiff diff, String page, boolean split, Drawing drawing) {
        List<Changed> all = new ArrayList<>();
        for (FileDiff file : diff.files()) {
            all.add(of(repoUrl, diff, file, page, split, drawing.hunks(file)));
        }
        return all;
    }

    private static Changed of(
            String repoUrl, CommitDiff diff, FileDiff file, String page, boolean split, List<DrawnHunk> hunks) {
        Where before = at(repoUrl, diff.base());
        Where after = at(repoUrl, diff.commit());
        boolean deleted = file.change() == FileDiff.Change.DELETED;
        String path = deleted ? file.oldPath() : file.newPath();
        String view = isSubmodule(file) ? "" : (deleted ? before : after).blob(path);
        String more = page + "?file=" + Where.encode(file.newPath()).replace("/", "%2F");
        boolean reorders = texts(file).anyMatch(Hidden::reorders);
        List<List<Beside>> sides = split ? hunks.stream().map(Beside::rows).toList() : List.of();
        return new Changed(
                named(file), Hidden.shown(path), view, more, reorders, hunks, sides, Pictures.of(file, before, after));
    }

    private static boolean isSubmodule(FileDiff file) {
        return file.oldMode().equals(SUBMODULE) || file.newMode().equals(SUBMODULE);
    }

    private static Where at(String repoUrl, String commit) {
        return new Where(repoUrl, commit, Revision.Kind.COMMIT, commit, "");
    }

    private static Stream<String> texts(FileDiff file) {
        return file.hunks().stream()
                .flatMap(hunk -> Stream.concat(
                        Stream.of(hunk.header()), hunk.lines().stream().map(Line::text)));
    }

    private static FileDiff named(FileDiff file) {
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
                file.hunks());
    }
}
