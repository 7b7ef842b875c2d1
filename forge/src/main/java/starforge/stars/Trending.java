package starforge.stars;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import starforge.access.Identity;
import starforge.db.Database;
import starforge.repos.Listing;
import starforge.repos.Repo;
import starforge.repos.Repos;

/**
 * What got most stars in the last seven days (UTC, today included), without those taken back. The numbers are made anew when
 * they are {@link #FRESH} old, from the counts of the days and not from the stars; who may see a repository is asked each time.
 */
public final class Trending {
    private static final int DAYS = 7;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int COUNTED = 50;

    private final Database database;
    private final Repos repos;
    private final Clock clock;
    private final StarDayTable days = new StarDayTable();
    private volatile Counted counted = new Counted(Instant.EPOCH, Map.of());

    private record Counted(Instant at, Map<Long, Integer> stars) {}

    /**
     * A repository with its new stars.
     *
     * @param fresh how many more it has than a week ago
     */
    public record Rising(Repo repo, String name, int fresh) {}

    public Trending(Database database, Repos repos, Clock clock) {
        this.database = database;
        this.repos = repos;
        this.clock = clock;
    }

    /** The public ones with most new stars. */
    public List<Rising> week(int limit) {
        Map<Long, Integer> stars = counted();
        return repos.list(Identity.ANONYMOUS, Listing.numbered(stars.keySet(), COUNTED)).stream()
                .map(repo -> new Rising(repo, repo.name().toString(), stars.getOrDefault(repo.id(), 0)))
                .sorted(Comparator.comparingInt(Rising::fresh).reversed())
                .limit(limit)
                .toList();
    }

    private Map<Long, Integer> counted() {
        Instant now = clock.instant();
        Counted known = counted;
        if (now.isBefore(known.at().plus(FRESH))) {
            return known.stars();
        }
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS - 1L);
        Map<Long, Integer> stars = database.read(handle -> days.risenSince(handle, first.toEpochDay(), COUNTED));
        counted = new Counted(now, stars);
        return stars;
    }
}
