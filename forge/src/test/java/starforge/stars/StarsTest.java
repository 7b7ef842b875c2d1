package starforge.stars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.Together;
import starforge.access.Gate;
import starforge.access.Refusal;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.stars.Stars.Outcome;
import starforge.users.User;

@ParameterizedClass
@EnumSource(Store.class)
class StarsTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private Gate.Entry lantern;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        lantern = forge.repo(mira, "lantern");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Stars stars() {
        return forge.stars;
    }

    @Test
    void a_star_counts_and_is_told() {

        Outcome outcome = stars().star(mira.identity(), lantern);

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.count()).isEqualTo(1);
        assertThat(stars().hasStarred(mira.identity(), lantern.id())).isTrue();
        Event event = forge.lastEvent();
        assertThat(event.seq()).isEqualTo(outcome.seq());
        assertThat(event.kind()).isEqualTo("starred");
        assertThat(event.actor()).isEqualTo("mira");
        assertThat(event.repo()).isEqualTo("mira/lantern");
        assertThat(event.data()).hasToString("{count=1}");
        assertThat(event.topics())
                .containsExactlyInAnyOrder(Topic.repo(lantern.id()), Topic.PUBLIC, Topic.user("mira"));
    }

    @Test
    void a_second_star_changes_nothing_and_is_not_told() {
        long first = stars().star(mira.identity(), lantern).seq();

        Outcome again = stars().star(mira.identity(), lantern);

        assertThat(again.changed()).isFalse();
        assertThat(again.count()).isEqualTo(1);
        assertThat(again.seq()).isEqualTo(first);
        assertThat(forge.events.last()).isEqualTo(first);
    }

    @Test
    void what_was_never_starred_cannot_be_unstarred() {
        long before = forge.events.last();

        Outcome outcome = stars().unstar(mira.identity(), lantern);

        assertThat(outcome.changed()).isFalse();
        assertThat(outcome.count()).isZero();
        assertThat(forge.events.last()).isEqualTo(before);
    }

    @Test
    void a_star_taken_back_is_gone_and_told_with_the_new_count() {
        User ben = forge.user("ben");
        stars().star(mira.identity(), lantern);
        stars().star(ben.identity(), lantern);

        Outcome outcome = stars().unstar(mira.identity(), lantern);

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.count()).isEqualTo(1);
        assertThat(stars().hasStarred(mira.identity(), lantern.id())).isFalse();
        assertThat(stars().of(lantern, 0, 10)).extracting(Star::name).containsExactly("ben");
        assertThat(forge.lastEvent().kind()).isEqualTo("unstarred");
        assertThat(forge.lastEvent().data()).hasToString("{count=1}");
    }

    @Test
    void stargazers_come_newest_first_and_in_pages() {
        for (String name : List.of("ada", "ben", "cleo")) {
            forge.clock.pass(Duration.ofMinutes(1));
            stars().star(forge.user(name).identity(), lantern);
        }

        assertThat(stars().of(lantern, 0, 2)).extracting(Star::name).containsExactly("cleo", "ben");
        assertThat(stars().of(lantern, 2, 2)).extracting(Star::name).containsExactly("ada");
        assertThat(stars().of(lantern, 0, 1).get(0).at()).isEqualTo(forge.clock.instant());
    }

    @Test
    void stars_of_a_private_repository_are_told_to_its_watchers_alone() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");

        stars().star(mira.identity(), diary);

        assertThat(forge.lastEvent().topics()).containsExactly(Topic.repo(diary.id()));
    }

    private void block(User user, boolean blocked) {
        forge.database.change(transaction -> {
            forge.users.setBlocked(transaction, user, blocked);
            stars().recount(transaction, user);
        });
    }

    @Test
    void stars_of_who_is_blocked_count_nowhere_until_they_are_let_in_again() {
        User ben = forge.user("ben");
        stars().star(mira.identity(), lantern);
        stars().star(ben.identity(), lantern);

        block(ben, true);

        assertThat(stars().count(lantern)).isEqualTo(1);
        assertThat(stars().of(lantern, 0, 9)).extracting(Star::name).containsExactly("mira");
        assertThat(forge.lastEvent().kind()).isEqualTo("unstarred");
        assertThat(forge.lastEvent().data()).hasToString("{count=1}");

        block(ben, false);

        assertThat(stars().count(lantern)).isEqualTo(2);
        assertThat(stars().of(lantern, 0, 9)).hasSize(2);
        long last = forge.events.last();
        block(mira, false);
        assertThat(forge.events.last()).as("nothing has changed").isEqualTo(last);
    }

    @Test
    void a_star_of_who_is_blocked_is_not_taken_off_twice() {
        User ben = forge.user("ben");
        stars().star(mira.identity(), lantern);
        stars().star(ben.identity(), lantern);
        block(ben, true);

        assertThat(stars().unstar(ben.identity(), lantern).count()).isEqualTo(1);

        assertThat(stars().star(forge.user("cleo").identity(), lantern).count()).isEqualTo(2);
    }

    @Test
    void stars_go_with_the_repository() {
        stars().star(mira.identity(), lantern);

        forge.repos.delete(mira.identity(), lantern);

        assertThat(stars().total()).isZero();
        assertThat(stars().hasStarred(mira.identity(), lantern.id())).isFalse();
    }

    @Test
    void twenty_clicks_at_once_make_one_row() {
        Callable<Outcome> click = () -> stars().star(mira.identity(), lantern);

        List<Outcome> outcomes = Together.all(Collections.nCopies(20, click));

        assertThat(outcomes).filteredOn(Outcome::changed).hasSize(1);
        assertThat(outcomes).extracting(Outcome::count).containsOnly(1);
        assertThat(stars().of(lantern, 0, 10)).hasSize(1);
        assertThat(stars().total()).isEqualTo(1);
    }

    @Test
    void a_star_for_what_is_just_being_deleted_is_refused_or_gone() {
        for (int round = 0; round < 20; round++) {
            Gate.Entry comet = forge.repo(mira, "comet" + round);
            Together.all(List.of(() -> starOrNothing(mira, comet), () -> {
                forge.repos.delete(mira.identity(), comet);
                return true;
            }));
        }

        assertThat(stars().total()).isZero();
        assertThatTheLogHasNoGap();
    }

    private boolean starOrNothing(User user, Gate.Entry repo) {
        try {
            return stars().star(user.identity(), repo).changed();
        } catch (Refusal refusal) {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NOT_FOUND);
            return false;
        }
    }

    @Test
    void a_thousand_clicks_of_fifty_people_at_once_are_counted_exactly() {
        List<User> people =
                LongStream.range(0, 50).mapToObj(n -> forge.user("fan" + n)).toList();
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int thread = 0; thread < 40; thread++) {
            Random random = new Random(thread);
            threads.add(() -> click(lantern, people, random, 25));
        }

        int net = Together.all(threads).stream().mapToInt(Integer::intValue).sum();

        long fans = people.stream()
                .filter(user -> stars().hasStarred(user.identity(), lantern.id()))
                .count();
        assertThat(net).isEqualTo((int) fans);
        assertThat(stars().count(lantern)).isEqualTo(net);
        assertThat(stars().total()).isEqualTo(net);
        assertThatEachCountFollowsFromTheOneBefore(net);
        assertThatTheLogHasNoGap();
    }

    private int click(Gate.Entry repo, List<User> people, Random random, int clicks) {
        int net = 0;
        for (int click = 0; click < clicks; click++) {
            User user = people.get(random.nextInt(people.size()));
            boolean gives = random.nextInt(3) > 0;
            Outcome outcome = gives ? stars().star(user.identity(), repo) : stars().unstar(user.identity(), repo);
            net += outcome.changed() ? (gives ? 1 : -1) : 0;
        }
        return net;
    }

    private void assertThatEachCountFollowsFromTheOneBefore(int last) {
        int count = 0;
        for (Event event : forge.events.after(0, 10_000)) {
            if (event.kind().endsWith("starred")) {
                count += event.kind().equals("starred") ? 1 : -1;
                assertThat(event.data()).containsEntry("count", count);
            }
        }
        assertThat(count).isEqualTo(last);
    }

    private void assertThatTheLogHasNoGap() {
        List<Long> places =
                forge.events.after(0, 10_000).stream().map(Event::seq).toList();
        assertThat(places)
                .isEqualTo(
                        LongStream.rangeClosed(1, forge.events.last()).boxed().toList());
    }
}
