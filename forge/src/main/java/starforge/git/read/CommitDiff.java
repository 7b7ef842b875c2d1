package starforge.git.read;

import java.util.List;

/**
 * What changed from one commit to another.
 *
 * @param base the commit compared with, or {@link Diffs#EMPTY_TREE}
 * @param commit the newer, 40 hex digits
 * @param files at most 300, in the order of their paths
 * @param changed how many files changed in all
 * @param added lines in the files that were counted
 * @param deleted lines in the files that were counted
 */
public record CommitDiff(String base, String commit, List<FileDiff> files, int changed, int added, int deleted) {}
