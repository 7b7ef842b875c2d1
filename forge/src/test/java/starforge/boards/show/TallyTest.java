package starforge.boards.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Gate;
import starforge.bus.Event;
import starforge.events.Draft;
import starforge.users.User;

/** What boards count and how they put it into lines. */
class TallyTest {
    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private Gate.Entry lantern;
    private Gate.Entry tide;

    @BeforeEach
    void a_forge() {
        forge = BareForge.inMemory(folder);
        mira = forge.user("mira");
        lantern = forge.repo(mira, "lantern");
        tide = forge.repo(mira, "tide");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private void push(Gate.Entry repo, int commits) {
        forge.database.change(transaction -> forge.events.record(
                transaction, Draft.of("pushed", mira.identity(), repo, Map.of("commits", commits))));
    }

    @Test
    void a_day_counts_what_happened_since_its_midnight_in_its_zone() {
        Tally tally = new Tally(forge.events, forge.clock);
        push(lantern, 3);
        push(tide, 5);
        forge.stars.star(mira.identity(), lantern);
        Set<Long> both = Set.of(lantern.id(), tide.id());

        Today today = tally.today(both, ZoneOffset.UTC);
        assertThat(today.commits()).isEqualTo(8);
        assertThat(today.pushes()).isEqualTo(2);
        assertThat(today.stars()).isEqualTo(1);
        assertThat(tally.today(Set.of(tide.id()), ZoneOffset.UTC).commits()).isEqualTo(5);

        push(lantern, 1);
        assertThat(tally.today(both, ZoneOffset.UTC).commits()).isEqualTo(9);
        forge.stars.unstar(mira.identity(), lantern);
        assertThat(tally.today(both, ZoneOffset.UTC).stars()).isZero();

        forge.clock.pass(Duration.ofDays(1));
        assertThat(tally.today(both, ZoneOffset.UTC).commits()).isZero();
    }

    @Test
    void each_bar_is_an_hour_and_the_last_one_goes_on() {
        Tally tally = new Tally(forge.events, forge.clock);
        ZoneId zone = ZoneId.of("Asia/Kathmandu");
        push(lantern, 3);

        List<Today.Bar> bars = tally.today(Set.of(lantern.id()), zone).bars();

        int hour = forge.clock.instant().atZone(zone).getHour();
        assertThat(bars).hasSize(24);
        assertThat(bars.get(hour).now()).isTrue();
        assertThat(bars.get(hour).height()).isEqualTo(Today.HEIGHT);
    }

    @Test
    void a_year_of_days_forgets_what_is_older_and_begins_where_it_must() {
        push(lantern, 2);
        LocalDate day = forge.clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        forge.clock.pass(Duration.ofDays(300));
        push(lantern, 4);
        Tally tally = new Tally(forge.events, forge.clock);
        assertThat(tally.days(Set.of(lantern.id()), ZoneOffset.UTC))
                .containsExactlyInAnyOrderEntriesOf(Map.of(day, 2, day.plusDays(300), 4));

        forge.clock.pass(Duration.ofDays(100));
        assertThat(tally.days(Set.of(lantern.id()), ZoneOffset.UTC))
                .containsExactlyEntriesOf(Map.of(day.plusDays(300), 4));
        assertThat(new Tally(forge.events, forge.clock).days(Set.of(lantern.id()), ZoneOffset.UTC))
                .containsExactlyEntriesOf(Map.of(day.plusDays(300), 4));
    }

    @Test
    void a_wall_has_a_square_for_each_day_of_53_weeks_up_to_today() {
        LocalDate sunday = LocalDate.of(2026, 11, 29);
        Wall wall = Wall.of(Map.of(sunday, 8, sunday.minusDays(1), 1, sunday.minusDays(400), 99), sunday);

        assertThat(wall.commits()).isEqualTo(9);
        assertThat(wall.levels()).hasSize(5);
        assertThat(wall.levels().get(4)).isEqualTo("M624 72h10v10h-10z");
        assertThat(wall.levels().get(1)).isEqualTo("M624 60h10v10h-10z");
        assertThat(wall.levels().get(0).split("z")).hasSize(53 * 7 - 2);
    }

    @Test
    void stars_in_a_row_are_one_line_that_is_known_by_the_oldest() {
        push(tide, 1);
        forge.stars.star(mira.identity(), lantern);
        long first = forge.lastEvent().seq();
        forge.stars.star(forge.user("hana").identity(), lantern);

        List<Row> rows = Row.of(newestFirst(), 10);

        assertThat(rows.get(0).first()).isEqualTo(first);
        assertThat(rows.get(0).event().actor()).isEqualTo("hana");
        assertThat(rows.get(0).others()).isEqualTo(1);
        assertThat(rows.get(0).figure()).isEqualTo("2 stars");
        assertThat(rows.get(1).event().kind()).isEqualTo("pushed");
    }

    @Test
    void pushes_of_one_person_within_an_hour_are_one_line_with_all_commits() {
        push(lantern, 2);
        push(lantern, 3);
        forge.clock.pass(Duration.ofHours(2));
        push(lantern, 7);

        List<Row> rows = Row.of(newestFirst(), 2);

        assertThat(rows).extracting(Row::figure).containsExactly("7 commits", "5 commits");
    }

    private List<Event> newestFirst() {
        return forge.events.after(2, 100).stream()
                .filter(event -> Row.KINDS.contains(event.kind()))
                .sorted(Comparator.comparing(Event::seq).reversed())
                .toList();
    }
}
