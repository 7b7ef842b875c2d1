package starforge.code;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Commits that follow each other and were made on the same day.
 *
 * @param day in words, by UTC
 */
public record Day(String day, List<CommitView> commits) {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** Groups commits without changing their order. */
    static List<Day> group(List<CommitView> commits) {
        List<Day> days = new ArrayList<>();
        for (CommitView commit : commits) {
            String day = WORDS.format(date(commit));
            if (days.isEmpty() || !days.get(days.size() - 1).day().equals(day)) {
                days.add(new Day(day, new ArrayList<>()));
            }
            days.get(days.size() - 1).commits().add(commit);
        }
        return days;
    }

    private static LocalDate date(CommitView commit) {
        return commit.at().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    }
}
