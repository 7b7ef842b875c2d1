package starforge.access;

/** What somebody may do with a repository; each level includes the ones before it. */
public enum Level {
    NONE,
    READ,
    WRITE,
    ADMIN;

    public boolean includes(Level other) {
        return compareTo(other) >= 0;
    }

    /** The level in small letters, as forms and the command line write it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
