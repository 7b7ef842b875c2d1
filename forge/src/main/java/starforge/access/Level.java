package starforge.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do with a repository; each level includes the ones before it. */
public enum Level {
    NONE,
    READ,
    WRITE,
    ADMIN;

    public boolean includes(Level other) {
        return compareTo(other) >= 0;
    }

    /** The level that {@link #word} gives this word for. */
    public static Optional<Level> of(String word) {
        return Stream.of(values()).filter(level -> level.word().equals(word)).findFirst();
    }

    /** The level in small letters, as forms and the command line write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
