package starforge.git.read;

/**
 * What a tree would be if it were unpacked.
 *
 * @param entries files, links and folders
 * @param bytes of all files; both stop growing at {@link #ENDLESS}
 */
record Bulk(long entries, long bytes) {
    static final long ENDLESS = 1L << 60;
    static final Bulk NOTHING = new Bulk(0, 0);

    Bulk plus(Bulk other) {
        return new Bulk(Math.min(ENDLESS, entries + other.entries), Math.min(ENDLESS, bytes + other.bytes));
    }
}
