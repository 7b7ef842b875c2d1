package starforge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import starforge.events.Draft;
import starforge.users.User;
import starforge.watches.WatchLevel;

@ParameterizedClass
@EnumSource(Store.class)
class FeedTest {
    private static final long NEWEST = Long.MAX_VALUE;

    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private Feed feed;
    private User mira;
    private User ravi;
    private User hana;
    private Gate.Entry lantern;
    private Gate.Entry tide;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        feed = new Feed(forge.database, forge.events, forge.repos);
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        hana = forge.user("hana");
        lantern = forge.repo(mira, "lantern");
        tide = forge.repo(hana, "tide");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private FeedPage dashboard(User user, Show show, long before) {
        Circle circle = Circle.of(user.identity(), forge.follows, forge.watches, forge.repos);
        return feed.merged(user.identity(), circle.tracks(show), before);
    }

    private List<String> dashboard(User user) {
        return told(dashboard(user, Show.ALL, NEWEST));
    }

    private static List<String> told(FeedPage page) {
        return page.stories().stream()
                .map(story -> story.actor() + " " + story.kind() + " " + story.repo())
                .toList();
    }

    private void push(User who, Gate.Entry repo) {
        forge.database.change(transaction -> forge.events.record(
                transaction, Draft.of("pushed", who.identity(), repo, Map.of("name", "main", "commits", 1))));
    }

    @Test
    void it_tells_what_those_do_whom_one_follows_and_nothing_of_others() {
        forge.follows.follow(ravi.identity(), hana);
        forge.stars.star(hana.identity(), lantern);
        forge.stars.star(mira.identity(), tide);
        forge.follows.follow(hana.identity(), mira);

        assertThat(dashboard(ravi))
                .containsExactly("hana followed ", "hana starred mira/lantern", "hana created hana/tide");
        assertThat(told(dashboard(ravi, Show.STARS, NEWEST))).containsExactly("hana starred mira/lantern");
        assertThat(told(dashboard(ravi, Show.FORKS, NEWEST))).containsExactly("hana created hana/tide");
    }

    @Test
    void it_tells_of_what_one_watches_as_far_as_one_chose() {
        push(hana, tide);
        forge.database.change(transaction ->
                forge.events.record(transaction, Draft.of("released", hana.identity(), tide, Map.of("tag", "v1"))));
        forge.stars.star(mira.identity(), tide);

        Map<WatchLevel, Integer> expected = Map.of(
                WatchLevel.ALL,
                4,
                WatchLevel.PUSHES,
                2,
                WatchLevel.RELEASES,
                1,
                WatchLevel.MENTIONS,
                0,
                WatchLevel.OFF,
                0);
        expected.forEach((level, count) -> {
            forge.watches.choose(ravi.identity(), tide, Optional.of(level));
            assertThat(dashboard(ravi)).as(level.word()).hasSize(count);
        });
        assertThat(dashboard(hana)).as("the owner's").hasSize(4);
    }

    @Test
    void what_comes_by_two_ways_is_told_once_and_stars_of_a_day_together() {
        forge.follows.follow(ravi.identity(), hana);
        forge.follows.follow(ravi.identity(), mira);
        forge.watches.choose(ravi.identity(), lantern, Optional.of(WatchLevel.ALL));
        forge.stars.star(hana.identity(), lantern);
        forge.stars.star(mira.identity(), lantern);
        forge.stars.star(ravi.identity(), lantern);
        forge.stars.unstar(hana.identity(), lantern);
        forge.stars.star(hana.identity(), lantern);

        Story story = dashboard(ravi, Show.STARS, NEWEST).stories().get(0);
        assertThat(dashboard(ravi, Show.STARS, NEWEST).stories()).hasSize(1);
        assertThat(story.actor()).isEqualTo("hana");
        assertThat(story.data()).containsEntry("others", 2);

        forge.stars.unstar(mira.identity(), lantern);
        assertThat(dashboard(ravi, Show.STARS, NEWEST).stories().get(0).data())
                .as("a star that was taken back")
                .containsEntry("others", 1);
    }

    @Test
    void pages_go_on_where_the_last_one_ended_to_the_very_end() {
        forge.follows.follow(ravi.identity(), hana);
        forge.follows.follow(ravi.identity(), mira);
        for (int i = 0; i < 70; i++) {
            push(i % 3 == 0 ? mira : hana, i % 2 == 0 ? lantern : tide);
        }
        List<Long> all = new ArrayList<>();
        long before = NEWEST;
        do {
            FeedPage page = dashboard(ravi, Show.PUSHES, before);
            page.stories().forEach(story -> all.add(story.seq()));
            before = page.older();
        } while (before > 0);
        assertThat(all).hasSize(70).doesNotHaveDuplicates().isSortedAccordingTo((one, two) -> Long.compare(two, one));
    }

    @Test
    void what_several_did_is_one_story_however_far_apart_it_stands() {
        Gate.Entry vault = forge.privateRepo(hana, "vault");
        forge.follows.follow(ravi.identity(), hana);
        forge.follows.follow(ravi.identity(), mira);
        forge.stars.star(mira.identity(), tide);
        for (int i = 0; i < 150; i++) {
            push(hana, vault);
        }
        forge.stars.star(hana.identity(), tide);

        Story story = dashboard(ravi, Show.ALL, NEWEST).stories().get(0);
        assertThat(story.actor()).isEqualTo("hana");
        assertThat(story.data()).containsEntry("others", 1);
        assertThat(dashboard(ravi)).containsOnlyOnce("hana starred hana/tide").doesNotContain("mira starred hana/tide");
    }

    @Test
    void a_page_of_one_who_sees_little_ends_early_and_goes_on_behind_it() {
        Gate.Entry vault = forge.privateRepo(hana, "vault");
        for (int i = 0; i < 450; i++) {
            push(hana, vault);
        }
        FeedPage page = feed.person(Identity.ANONYMOUS, hana.id(), NEWEST);
        assertThat(page.stories()).isEmpty();
        assertThat(page.older()).isPositive();
        assertThat(told(feed.person(Identity.ANONYMOUS, hana.id(), page.older())))
                .containsExactly("hana created hana/tide");
    }

    @Test
    void rights_are_those_of_now() {
        Gate.Entry vault = forge.privateRepo(hana, "vault");
        forge.collaborators.let(hana.identity(), vault, ravi, Level.READ);
        forge.follows.follow(ravi.identity(), hana);
        push(hana, vault);
        forge.stars.star(hana.identity(), lantern);
        assertThat(dashboard(ravi)).contains("hana pushed hana/vault", "hana starred mira/lantern");

        forge.collaborators.let(hana.identity(), vault, ravi, Level.NONE);
        forge.repos.describe(mira.identity(), lantern, "", "", true);
        assertThat(dashboard(ravi)).containsExactly("hana created hana/tide");
    }

    @Test
    void the_blocked_and_the_deleted_vanish_even_when_their_name_comes_back() {
        forge.follows.follow(ravi.identity(), mira);
        forge.follows.follow(hana.identity(), mira);
        forge.stars.star(ravi.identity(), lantern);
        push(ravi, lantern);
        forge.database.change(transaction -> forge.users.setBlocked(transaction, ravi, true));
        assertThat(told(feed.repository(Identity.ANONYMOUS, lantern.id(), NEWEST)))
                .containsExactly("mira created mira/lantern");
        forge.database.change(transaction -> forge.users.setBlocked(transaction, ravi, false));
        assertThat(told(feed.repository(Identity.ANONYMOUS, lantern.id(), NEWEST)))
                .hasSize(3);
        assertThat(told(feed.everywhere(Identity.ANONYMOUS, NEWEST))).contains("hana followed ");

        forge.database.change(transaction -> forge.users.delete(transaction, ravi));
        User another = forge.user("ravi");
        assertThat(told(feed.repository(Identity.ANONYMOUS, lantern.id(), NEWEST)))
                .containsExactly("mira created mira/lantern");
        assertThat(feed.person(Identity.ANONYMOUS, another.id(), NEWEST).stories())
                .isEmpty();
    }

    @Test
    void a_repository_is_called_by_the_name_it_has_now() {
        forge.repos.rename(mira.identity(), lantern, "lamp");
        assertThat(told(feed.repository(Identity.ANONYMOUS, lantern.id(), NEWEST)))
                .containsExactly("mira renamed mira/lamp", "mira created mira/lamp");
    }
}
