package starforge.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
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
import starforge.markup.Curve.Mark;
import starforge.stars.StarStory.Other;
import starforge.stars.StarStory.Past;
import starforge.stars.StarStory.Row;
import starforge.users.User;

/** What the stars of a repository tell of its past, and of what else is liked. */
@ParameterizedClass
@EnumSource(Store.class)
class StarStoryTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private User ben;
    private Gate.Entry lantern;
    private StarStory story;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        ben = forge.user("ben");
        lantern = forge.repo(mira, "lantern");
        story = new StarStory(
                forge.stars, forge.repos, repo -> List.of(new Mark(LocalDate.parse("2026-11-25"), "v1.0\u202e<b>")));
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private void nextDay() {
        forge.clock.pass(Duration.ofDays(1));
    }

    @Test
    void the_past_keeps_what_was_taken_back_later() {
        forge.stars.star(mira.identity(), lantern);
        forge.stars.star(ben.identity(), lantern);
        nextDay();
        forge.stars.unstar(ben.identity(), lantern);
        nextDay();
        forge.stars.star(ben.identity(), lantern);
        forge.stars.unstar(ben.identity(), lantern);
        nextDay();

        assertThat(story.past(lantern).rows())
                .extracting(Row::stars)
                .as("23, 24, 25 and 26 November")
                .containsExactly(2, 1, 1, 1);
        assertThat(story.past(lantern).text()).contains("23 November 2026", "Stars now: 1", "At most: 2");
    }

    @Test
    void who_is_deleted_leaves_a_step_down_and_no_hole() {
        forge.stars.star(mira.identity(), lantern);
        nextDay();
        forge.stars.unstar(mira.identity(), lantern);

        assertThat(story.past(lantern).rows()).extracting(Row::stars).containsExactly(1, 0);
    }

    @Test
    void a_repository_without_a_star_has_no_past_to_tell() {
        assertThat(story.past(lantern).told()).isFalse();
        forge.stars.star(mira.identity(), lantern);
        assertThat(story.past(lantern).told()).isTrue();
    }

    @Test
    void the_picture_says_what_it_shows_and_lets_no_name_out_of_its_text() {
        forge.stars.star(mira.identity(), lantern);
        nextDay();
        nextDay();

        Past past = story.past(lantern);

        assertThat(past.file())
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("<title id=\"curve-t\">Stars of mira/lantern</title>", "Stars now: 1")
                .contains("<title>v1.0[U+202E]&lt;b&gt;</title>")
                .doesNotContain("<b>", "\u202e");
        assertThat(past.picture().safe()).doesNotContain("<style", "style=", "xmlns");
    }

    @Test
    void ten_years_are_drawn_with_few_points_and_told_in_few_lines() {
        for (int day = 0; day < 3650; day++) {
            int stars = 10 * day;
            long epoch = LocalDate.parse("2016-11-25").toEpochDay() + day;
            forge.database.change(transaction -> transaction
                    .handle()
                    .execute(
                            "insert into star_days (repo_id, on_day, stars) values (?, ?, ?)",
                            lantern.id(),
                            epoch,
                            stars));
        }

        Past past = story.past(lantern);

        assertThat(past.picture().safe().length()).isLessThan(8_000);
        assertThat(past.rows()).hasSize(12);
        assertThat(past.rows().get(11).stars()).isEqualTo(36_490);
    }

    @Test
    void others_are_what_the_same_people_starred_most_first() {
        Gate.Entry tide = forge.repo(mira, "tide");
        Gate.Entry loom = forge.repo(mira, "loom");
        forge.repo(mira, "alone");
        for (User user : List.of(mira, ben)) {
            forge.stars.star(user.identity(), lantern);
            forge.stars.star(user.identity(), loom);
        }
        forge.stars.star(ben.identity(), tide);

        assertThat(story.others(Identity.ANONYMOUS, lantern))
                .extracting(Other::name, Other::people)
                .containsExactly(tuple("mira/loom", 2), tuple("mira/tide", 1));
    }

    @Test
    void others_leave_out_what_the_reader_may_not_see_and_who_is_blocked() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        Gate.Entry tide = forge.repo(mira, "tide");
        forge.stars.star(mira.identity(), lantern);
        forge.stars.star(mira.identity(), diary);
        forge.stars.star(ben.identity(), lantern);
        forge.stars.star(ben.identity(), tide);

        assertThat(story.others(ben.identity(), lantern))
                .extracting(Other::name)
                .containsExactly("mira/tide");
        assertThat(story.others(mira.identity(), lantern))
                .extracting(Other::name)
                .containsExactlyInAnyOrder("mira/tide", "mira/diary");

        forge.database.change(transaction -> forge.users.setBlocked(transaction, ben, true));

        assertThat(story.others(mira.identity(), lantern))
                .extracting(Other::name)
                .containsExactly("mira/diary");
    }

    @Test
    void what_was_starred_before_there_was_a_history_is_in_it_by_its_days() throws IOException {
        forge.stars.star(mira.identity(), lantern);
        nextDay();
        forge.stars.star(ben.identity(), lantern);
        NavigableMap<LocalDate, Integer> written = forge.stars.history(lantern);
        String migration = Files.readString(Path.of("src/main/resources/db/V23__star_history.sql"));

        forge.database.change(transaction -> {
            transaction.handle().execute("delete from star_days");
            transaction.handle().execute(migration.substring(migration.indexOf("insert"), migration.lastIndexOf(';')));
        });

        assertThat(forge.stars.history(lantern)).isEqualTo(written).hasSize(2);
    }
}
