package starforge.bench.git;

/** Where the pages of one repository are. Commits are named by their full ids, so that an answer can be asked for anew. */
interface Site {
    String front();

    /**
     * A folder.
     *
     * @param path "" for the root
     */
    String folder(String commit, String path);

    /**
     * Fifty commits.
     *
     * @param page from 1
     */
    String log(String commit, int page);

    String history(String commit, String path);

    String blame(String commit, String path);

    String diff(String commit);
}
