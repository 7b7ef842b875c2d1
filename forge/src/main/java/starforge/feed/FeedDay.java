package starforge.feed;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import starforge.words.Words;

/**
 * Stories of one day.
 *
 * @param day in words, by UTC
 */
public record FeedDay(String day, List<Story> stories) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** Groups stories without changing their order. */
    static List<FeedDay> group(List<Story> stories, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<FeedDay> days = new ArrayList<>();
        for (Story story : stories) {
            String day = name(LocalDate.ofInstant(story.at(), ZoneOffset.UTC), today);
            if (days.isEmpty() || !days.get(days.size() - 1).day().equals(day)) {
                days.add(new FeedDay(day, new ArrayList<>()));
            }
            days.get(days.size() - 1).stories().add(story);
        }
        return days;
    }

    private static String name(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return Words.english().say("feed.today");
        }
        return day.equals(today.minusDays(1)) ? Words.english().say("feed.yesterday") : DATE.format(day);
    }
}
