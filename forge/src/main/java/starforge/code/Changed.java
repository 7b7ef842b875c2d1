package starforge.code;

import java.util.ArrayList;
import java.util.List;
import starforge.git.FileDiff;
import starforge.git.Revision;

/**
 * A changed file and its addresses.
 *
 * @param shown its name in the list of files
 * @param view the whole file, as it is now or last was; "" where there is none
 * @param more the page that shows only this file
 */
public record Changed(FileDiff file, String shown, String view, String more) {
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
            all.add(new Changed(file, Hidden.shown(path), view, more));
        }
        return all;
    }

    private static boolean isSubmodule(FileDiff file) {
        return file.oldMode().equals(SUBMODULE) || file.newMode().equals(SUBMODULE);
    }

    private static String at(String repoUrl, String commit, String path) {
        return new Where(repoUrl, commit, Revision.Kind.COMMIT, commit, path).blob(path);
    }
}
