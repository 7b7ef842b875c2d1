package starforge.boards;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of a board. */
public enum Panel {
    /** What happened last. */
    ACTIVITY,
    /** Numbers of the day, and a bar for each hour. */
    TODAY,
    /** The repositories that got most stars within a week. */
    STARS,
    /** How the newest commits of default branches stand, of the repositories that were pushed to last. */
    LIGHTS,
    /** Commits of each day of a year. */
    WALL;

    private static final Set<Panel> WIDE = EnumSet.of(LIGHTS, WALL);

    /** Whether it is as wide as the screen, below the others. */
    public boolean isWide() {
        return WIDE.contains(this);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Panel> of(String word) {
        return Arrays.stream(values())
                .filter(panel -> panel.word().equals(word))
                .findFirst();
    }
}
