package starforge.stars;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Unseen;
import starforge.markup.Curve;
import starforge.markup.Curve.Mark;
import starforge.markup.Html;
import starforge.repos.Listing;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.words.Words;

/** What the stars of a repository tell: how they became so many, and what else the same people like. */
public final class StarStory {
    private static final int ROWS = 12;
    private static final int OTHERS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Stars stars;
    private final Repos repos;
    private final Function<Gate.Entry, List<Mark>> releases;

    /**
     * Gets ready.
     *
     * @param releases the newest releases of a repository; answered by a feature above this one
     */
    public StarStory(Stars stars, Repos repos, Function<Gate.Entry, List<Mark>> releases) {
        this.stars = stars;
        this.repos = repos;
        this.releases = releases;
    }

    /**
     * A line of the same story in words.
     *
     * @param day in words
     */
    public record Row(String day, int stars) {}

    /**
     * The past of a repository's stars. It knows what everybody may see of the repository, and nothing of the reader.
     *
     * @param rows some days of it, oldest first, the last one today
     * @param marks releases, oldest first
     * @param told whether there ever was a star
     */
    public record Past(String title, String text, Curve curve, List<Row> rows, List<Mark> marks, boolean told) {
        /** The picture for a page. */
        public Html picture() {
            return curve.html(title, text, marks);
        }

        /** The picture as a file. */
        String file() {
            return curve.file(title, text, marks, CurveFile.STYLE);
        }
    }

    /** Another repository that the same people starred. */
    public record Other(Repo repo, String name, int people) {}

    /** How the stars of a repository became so many. */
    Past past(Gate.Entry entry) {
        Repo repo = repos.get(entry);
        NavigableMap<LocalDate, Integer> history = stars.history(entry);
        LocalDate first = day(repo);
        if (!history.isEmpty() && history.firstKey().isBefore(first)) {
            first = history.firstKey();
        }
        LocalDate last = stars.today();
        int most = history.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Words words = Words.english();
        return new Past(
                words.say("stars.curve", repo.name()),
                words.say("stars.curve-text", DAY.format(first), DAY.format(last), repo.stars(), most),
                new Curve(history, first, last),
                rows(history, first, last),
                marks(entry),
                !history.isEmpty());
    }

    private static LocalDate day(Repo repo) {
        return LocalDate.ofInstant(repo.createdAt(), ZoneOffset.UTC);
    }

    private List<Mark> marks(Gate.Entry entry) {
        return releases.apply(entry).stream()
                .map(mark -> new Mark(mark.day(), Unseen.written(mark.name())))
                .sorted(Comparator.comparing(Mark::day))
                .toList();
    }

    private static List<Row> rows(NavigableMap<LocalDate, Integer> history, LocalDate first, LocalDate last) {
        long days = DAYS.between(first, last);
        int steps = (int) Math.min(ROWS - 1, days);
        return IntStream.rangeClosed(0, steps)
                .mapToObj(i -> steps == 0 ? last : first.plusDays(days * i / steps))
                .map(day -> new Row(DAY.format(day), on(history, day)))
                .toList();
    }

    private static int on(NavigableMap<LocalDate, Integer> history, LocalDate day) {
        Map.Entry<LocalDate, Integer> entry = history.floorEntry(day);
        return entry == null ? 0 : entry.getValue();
    }

    /** What else those who starred a repository starred, of what the reader may see; most people first. */
    List<Other> others(Identity reader, Gate.Entry entry) {
        Map<Long, Integer> people = stars.alsoStarred(entry.id());
        return repos.list(reader, Listing.numbered(people.keySet(), people.size())).stream()
                .map(repo -> new Other(repo, repo.name().toString(), people.getOrDefault(repo.id(), 0)))
                .sorted(Comparator.comparingInt(Other::people).reversed())
                .limit(OTHERS)
                .toList();
    }
}
