package starforge.bench.git;

/** The forge's addresses. */
record OurSite(String front) implements Site {
    @Override
    public String folder(String commit, String path) {
        return front + "/tree/" + commit + (path.isEmpty() ? "" : "/f/" + path);
    }

    @Override
    public String log(String commit, int page) {
        return front + "/commits/" + commit + "?page=" + page;
    }

    @Override
    public String history(String commit, String path) {
        return front + "/history/" + path + "?identifier=" + commit;
    }

    @Override
    public String blame(String commit, String path) {
        return front + "/blame/" + path + "?identifier=" + commit;
    }

    @Override
    public String diff(String commit) {
        return front + "/c/" + commit;
    }
}
