package starforge.follows;

/** The two ends of a follow, by the columns that hold them. */
enum Side {
    FOLLOWERS("follower_id", "followed_id"),
    FOLLOWED("followed_id", "follower_id");

    private final String shown;
    private final String given;

    Side(String shown, String given) {
        this.shown = shown;
        this.given = given;
    }

    /** The column of those who are listed. */
    String shown() {
        return shown;
    }

    /** The column of the one whose list it is. */
    String given() {
        return given;
    }
}
