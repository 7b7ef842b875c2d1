package starforge.releases;

/**
 * A file given with a release.
 *
 * @param name as it is downloaded
 * @param stored its name on the disk
 * @param size in bytes
 * @param sha256 64 hex digits
 */
public record ReleaseFile(long id, long releaseId, String name, String stored, long size, String sha256) {
    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    /** The size as people say it. */
    public String shownSize() {
        return size < KB ? size + " bytes" : size < MB ? (size + KB - 1) / KB + " kB" : (size + MB - 1) / MB + " MB";
    }
}
