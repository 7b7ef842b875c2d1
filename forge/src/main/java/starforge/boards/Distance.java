package starforge.boards;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * From how far a board is read. The eye needs letters of about 20 minutes of arc (ISO 9241-303), on a screen of 43 inches 1.5
 * hundredths of its height for each metre.
 */
public enum Distance {
    /** 2 metres: letters of 2.4 hundredths of the height. */
    NEAR(8, 5, 5, 2),
    /** 3 metres: 3.2 hundredths. */
    ROOM(6, 3, 4, 1),
    /** 4 metres: 4.5 hundredths. */
    FAR(4, 1, 3, 0),
    /** 6 metres: 6 hundredths. */
    HALL(3, 1, 1, 0);

    private final int rows;
    private final int leaders;
    private final int panels;
    private final int wide;

    Distance(int rows, int leaders, int panels, int wide) {
        this.rows = rows;
        this.leaders = leaders;
        this.panels = panels;
        this.wide = wide;
    }

    /** Whether a screen has room for all of these in letters of this size. */
    public boolean fits(Set<Panel> all) {
        long below = all.stream().filter(Panel::isWide).count();
        return all.size() == 1 || (all.size() <= panels && below <= wide);
    }

    /** So many rows of activity fit. */
    public int rows() {
        return rows;
    }

    /** So many starred repositories fit beside other panels. */
    public int leaders() {
        return leaders;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Distance> of(String word) {
        return Arrays.stream(values())
                .filter(distance -> distance.word().equals(word))
                .findFirst();
    }
}
