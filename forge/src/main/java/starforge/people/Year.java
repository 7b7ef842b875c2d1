package starforge.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A year of somebody's days, as a picture of 53 columns of a week each, from Monday on, and as a table of its months.
 *
 * @param sum contributions of all of them
 * @param busiest day in words and its number, when there is any
 * @param days every one, oldest first
 * @param labels the months above the picture
 * @param months in words, with their contributions
 */
public record Year(
        int sum, Optional<Busiest> busiest, List<Square> days, List<Label> labels, Map<String, Integer> months) {
    static final int WEEKS = 53;
    private static final int LEVELS = 4;
    private static final int STEP = 13;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

    /** The busiest day. */
    public record Busiest(String day, int deeds) {}

    /**
     * A day as a square.
     *
     * @param level 0 for a day without anything, to 4
     */
    public record Square(int x, int y, int level, int deeds, String day) {}

    /** A month's name above its first whole week. */
    public record Label(int x, String text) {}

    /** The first day of the year that ends today. */
    static LocalDate first(LocalDate today) {
        return today.with(DayOfWeek.MONDAY).minusWeeks(WEEKS - 1L);
    }

    /**
     * Draws a year.
     *
     * @param deeds contributions of the days that have any, of this year alone
     */
    static Year of(Map<LocalDate, Integer> deeds, LocalDate today) {
        int most = deeds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Square> days = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        Map<String, Integer> months = new LinkedHashMap<>();
        Optional<Busiest> busiest = Optional.empty();
        int place = 0;
        for (LocalDate day = first(today); !day.isAfter(today); day = day.plusDays(1), place++) {
            int count = deeds.getOrDefault(day, 0);
            int x = place / 7 * STEP;
            days.add(new Square(x, place % 7 * STEP, level(count, most), count, DAY.format(day)));
            months.merge(MONTH.format(day), count, Integer::sum);
            if (place % 7 == 0 && day.getDayOfMonth() <= 7 && place / 7 < WEEKS - 1) {
                labels.add(new Label(x, SHORT.format(day)));
            }
            if (busiest.isEmpty() && count > 0 && count == most) {
                busiest = Optional.of(new Busiest(DAY.format(day), count));
            }
        }
        int sum = months.values().stream().mapToInt(Integer::intValue).sum();
        return new Year(sum, busiest, days, labels, months);
    }

    /** Quarters of the busiest day. */
    private static int level(int count, int most) {
        return count == 0 ? 0 : (count * LEVELS + most - 1) / most;
    }
}
