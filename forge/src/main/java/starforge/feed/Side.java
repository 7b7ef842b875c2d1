package starforge.feed;

/** By what a track of the log is found: the column that holds it, and the table whose rows it belongs to. */
enum Side {
    ACTOR("actor_id", "users"),
    REPO("repo_id", "repos");

    private final String column;
    private final String owners;

    Side(String column, String owners) {
        this.column = column;
        this.owners = owners;
    }

    String column() {
        return column;
    }

    String owners() {
        return owners;
    }
}
