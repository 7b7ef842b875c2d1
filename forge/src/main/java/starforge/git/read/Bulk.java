package starforge.git.read;

/**
 * What a tree would be if it were unpacked.
 *
 * @param entries files, links and folders
 * @param bytes of all files
 * @param names bytes of all paths; these three stop growing at {@link #ENDLESS}
 * @param depth levels of folders below this one
 */
record Bulk(long entries, long bytes, long names, int depth) {
    static final long ENDLESS = 1L << 60;
    static final Bulk NOTHING = new Bulk(0, 0, 0, 0);

    Bulk plus(Bulk other) {
        return new Bulk(
                Math.min(ENDLESS, entries + other.entries),
                Math.min(ENDLESS, bytes + other.bytes),
                Math.min(ENDLESS, names + other.names),
                Math.max(depth, other.depth));
    }

    static Bulk ofFile(long bytes) {
        return new Bulk(0, bytes, 0, 0);
    }

    /** This as an entry of a folder: each path in it grows by the name. */
    Bulk under(int name) {
        long paths = Math.min(ENDLESS / 1024, entries + 1);
        return new Bulk(entries + 1, bytes, Math.min(ENDLESS, names + paths * (name + 1)), depth);
    }

    /** This as a folder within another one. */
    Bulk deeper() {
        return new Bulk(entries, bytes, names, depth + 1);
    }
}
