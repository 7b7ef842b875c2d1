package starforge.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.events.Doing;
import starforge.users.User;

/** A year of somebody's days. */
@ParameterizedClass
@EnumSource(Store.class)
class YearsTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private Years years;
    private User mira;
    private User ben;

    @BeforeEach
    void people() {
        forge = store.inMemory(folder);
        years = new Years(forge.events, forge.repos, forge.clock);
        mira = forge.user("mira");
        ben = forge.user("ben");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private int sum(User of, Identity reader) {
        return years.of(of, reader).sum();
    }

    @Test
    void what_is_public_counts_for_everybody_and_what_is_private_for_oneself_alone() {
        Gate.Entry open = forge.repo(mira, "open");
        Gate.Entry vault = forge.privateRepo(mira, "vault");
        forge.collaborators.let(mira.identity(), vault, ben, Level.READ);
        forge.stars.star(mira.identity(), open);

        assertThat(sum(mira, Identity.ANONYMOUS)).isEqualTo(1);
        assertThat(sum(mira, ben.identity())).as("who may see it, too").isEqualTo(1);
        assertThat(sum(mira, mira.identity())).isEqualTo(2);

        forge.repos.describe(mira.identity(), open, "", "", true);
        assertThat(sum(mira, Identity.ANONYMOUS)).as("at once").isZero();
        assertThat(sum(mira, mira.identity())).isEqualTo(2);
    }

    @Test
    void what_one_may_see_no_longer_counts_no_longer() {
        Gate.Entry vault = forge.privateRepo(mira, "vault");
        forge.collaborators.let(mira.identity(), vault, ben, Level.READ);
        forge.newRepos.fork(ben.identity(), vault);
        assertThat(sum(ben, ben.identity())).isEqualTo(1);

        forge.collaborators.let(mira.identity(), vault, ben, Level.NONE);

        assertThat(sum(ben, ben.identity())).isZero();
    }

    @Test
    void days_that_are_over_stay_and_those_of_long_ago_go() {
        forge.repo(mira, "one");
        forge.clock.pass(Duration.ofDays(10));
        Gate.Entry two = forge.repo(mira, "two");
        forge.newRepos.fork(mira.identity(), two);

        Year year = years.of(mira, Identity.ANONYMOUS);
        assertThat(year.busiest()).contains(new Year.Busiest("3 December 2026", 2));
        assertThat(year.days())
                .filteredOn(day -> day.level() > 0)
                .extracting(Year.Square::level)
                .containsExactly(2, 4);

        forge.clock.pass(Duration.ofDays(366));
        assertThat(sum(mira, Identity.ANONYMOUS)).isEqualTo(2);
        forge.clock.pass(Duration.ofDays(10));
        assertThat(sum(mira, Identity.ANONYMOUS)).isZero();
        assertThat(years.of(mira, Identity.ANONYMOUS).busiest()).isEmpty();
    }

    @Test
    void a_year_has_53_columns_from_monday_on_and_ends_today() {
        LocalDate today = LocalDate.parse("2026-11-28");
        Year year = Year.of(Map.of(today, 4, today.minusDays(1), 1), today);

        assertThat(year.days()).hasSize(52 * 7 + 6);
        assertThat(Year.first(today)).isEqualTo("2025-11-24");
        Year.Square last = year.days().get(year.days().size() - 1);
        assertThat(List.of(last.x(), last.y(), last.level(), last.deeds())).containsExactly(52 * 13, 5 * 13, 4, 4);
        assertThat(year.months()).containsEntry("November 2026", 5).hasSize(13);
        assertThat(year.sum()).isEqualTo(5);
    }

    @Test
    void what_was_done_before_there_was_a_count_is_counted_from_the_log() throws IOException {
        forge.repo(mira, "one");
        forge.privateRepo(mira, "two");
        forge.clock.pass(Duration.ofDays(1));
        forge.repo(mira, "three");
        LocalDate since = LocalDate.parse("2026-01-01");
        List<Doing> written = forge.events.doings(mira.id(), since);
        String migration = Files.readString(Path.of("src/main/resources/db/V24__star_tags.sql"));

        forge.database.change(transaction -> {
            transaction.handle().execute("delete from active_days");
            transaction.handle().execute(migration.substring(migration.indexOf("insert"), migration.lastIndexOf(';')));
        });

        assertThat(forge.events.doings(mira.id(), since))
                .containsExactlyInAnyOrderElementsOf(written)
                .hasSize(3);
    }
}
