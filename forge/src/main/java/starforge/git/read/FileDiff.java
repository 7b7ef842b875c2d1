package starforge.git.read;

import java.util.List;

/**
 * What changed in one file.
 *
 * @param oldPath where it was; the same as {@code newPath} unless it was renamed or copied
 * @param oldMode six octal digits: 100644 file, 100755 executable, 120000 link, 160000 submodule; "" when added
 * @param newMode the same; "" when deleted
 * @param added lines; -1 when they were not counted, because too much was read before
 * @param deleted lines; -1 when they were not counted
 * @param binary on one side at least: there are no hunks
 * @param tooBig over 512 kB on one side, or too many changed lines even for a page of its own: there are no hunks
 * @param collapsed its hunks are left out because the page would be too long; {@link Diffs#file} gives them
 * @param hunks none when only the mode or the name changed
 */
public record FileDiff(
        String oldPath,
        String newPath,
        Change change,
        String oldMode,
        String newMode,
        int added,
        int deleted,
        boolean binary,
        boolean tooBig,
        boolean collapsed,
        List<Hunk> hunks) {
    /** What happened to a path. */
    public enum Change {
        ADDED,
        DELETED,
        MODIFIED,
        RENAMED,
        COPIED
    }
}
