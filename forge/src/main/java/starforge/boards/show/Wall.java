package starforge.boards.show;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Commits of each day of a year, a column for each week from Monday on, in a picture of 53 by 7 squares of 10 with gaps of 2.
 *
 * @param levels what to draw for days without commits, and with few to many: paths of SVG
 */
public record Wall(int commits, List<String> levels) {
    private static final int WEEKS = 53;
    private static final int LEVELS = 5;
    private static final int STEP = 12;

    static Wall of(Map<LocalDate, Integer> days, LocalDate today) {
        LocalDate first = today.with(DayOfWeek.MONDAY).minusWeeks(WEEKS - 1L);
        List<StringBuilder> paths = IntStream.range(0, LEVELS)
                .mapToObj(level -> new StringBuilder())
                .toList();
        int most = 1;
        int sum = 0;
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            most = Math.max(most, days.getOrDefault(day, 0));
            sum += days.getOrDefault(day, 0);
        }
        int place = 0;
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1), place++) {
            paths.get(level(days.getOrDefault(day, 0), most))
                    .append("M" + place / 7 * STEP + " " + place % 7 * STEP + "h10v10h-10z");
        }
        return new Wall(sum, paths.stream().map(StringBuilder::toString).toList());
    }

    /** Quarters of the busiest day. */
    private static int level(int commits, int most) {
        return commits == 0 ? 0 : 1 + (commits - 1) * (LEVELS - 1) / most;
    }
}
