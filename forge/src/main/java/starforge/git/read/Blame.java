package starforge.git.read;

import java.util.List;
import java.util.Optional;

/**
 * Which commit each line of a file comes from.
 *
 * @param runs in order and without a gap, from the first line to the last
 * @param isWhole whether all lines were found before time was up
 */
public record Blame(List<Run> runs, boolean isWhole) {
    /**
     * Lines one after the other from the same commit.
     *
     * @param first its line in the file, from 0
     * @param count of lines, 1 at least
     * @param source where they come from; empty when it was not found in time
     */
    public record Run(int first, int count, Optional<Source> source) {}

    /**
     * A commit that wrote lines.
     *
     * @param commit without its body
     * @param start first of these lines in the file as the commit has it, from 0
     * @param path what the file was called then
     * @param before the file in the parent, which did not have these lines yet; empty when the commit made the file
     */
    public record Source(Commit commit, int start, String path, Optional<Before> before) {}

    /** A file at the parent of a commit: the parent's full id and what the file is called there. */
    public record Before(String commit, String path) {}
}
