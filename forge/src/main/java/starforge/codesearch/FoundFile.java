package starforge.codesearch;

import java.util.List;
import starforge.code.Where;

/**
 * A file in which something was found.
 *
 * @param repoId number of its repository
 * @param repo full name of that
 * @param commit whose file it is, 40 hex digits
 * @param path from the root of the repository
 * @param language name of its language, or ""
 * @param matches how many finds there are in it
 * @param lines the first ones, with those around them
 */
public record FoundFile(
        long repoId, String repo, String commit, String path, String language, long matches, List<FoundLine> lines) {
    /** The address of the file as it is at this commit for ever. */
    public String url() {
        return "/" + repo + "/blob/" + commit + "/f/" + Where.encode(path);
    }
}
