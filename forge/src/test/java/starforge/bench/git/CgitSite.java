package starforge.bench.git;

/** The addresses of cgit. */
record CgitSite(String front) implements Site {
    private static final int COMMITS = 50;

    @Override
    public String folder(String commit, String path) {
        return front + "tree/" + path + "?id=" + commit;
    }

    @Override
    public String log(String commit, int page) {
        return front + "log/?id=" + commit + "&ofs=" + (page - 1) * COMMITS;
    }

    @Override
    public String history(String commit, String path) {
        return front + "log/" + path + "?id=" + commit;
    }

    @Override
    public String blame(String commit, String path) {
        return front + "blame/" + path + "?id=" + commit;
    }

    @Override
    public String diff(String commit) {
        return front + "commit/?id=" + commit;
    }
}
