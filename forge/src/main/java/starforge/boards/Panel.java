package starforge.boards;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Panel> of(String word) {
        return Arrays.stream(values())
                .filter(panel -> panel.word().equals(word))
                .findFirst();
    }
}
