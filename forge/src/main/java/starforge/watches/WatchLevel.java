package starforge.watches;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Of what in a repository somebody is told. The numbers are Pagure's, but for {@link #RELEASES}, which it does not have. */
public enum WatchLevel {
    ALL(3),
    PUSHES(2),
    RELEASES(4),
    /** Told when named by somebody; what everybody is told who has no part in the repository and chose nothing. */
    MENTIONS(1),
    OFF(0);

    /** Those whose people count as watchers. */
    static final List<String> COUNTED = List.of(ALL.word(), PUSHES.word(), RELEASES.word());

    private final int number;

    WatchLevel(int number) {
        this.number = number;
    }

    /** The number in the address that chooses it. */
    public int number() {
        return number;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<WatchLevel> of(int number) {
        return Arrays.stream(values()).filter(level -> level.number == number).findFirst();
    }

    static WatchLevel read(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
