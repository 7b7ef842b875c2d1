package starforge.follows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
import starforge.access.Identity;
import starforge.access.Refusal.Reason;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.users.User;

@ParameterizedClass
@EnumSource(Store.class)
class FollowsTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private User ravi;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        ravi = forge.user("ravi");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    @Test
    void a_follow_is_listed_at_both_ends_and_told_to_both() {
        assertThat(forge.follows.follow(ravi.identity(), mira)).isEqualTo(new Follows.Outcome(true, 1));

        assertThat(names(forge.follows.followers(mira, ravi.identity(), 0, 9))).containsExactly("ravi");
        assertThat(names(forge.follows.followed(ravi, ravi.identity(), 0, 9))).containsExactly("mira");
        assertThat(forge.follows.followed(mira)).isZero();
        assertThat(forge.follows.isFollowing(ravi.identity(), mira)).isTrue();
        assertThat(forge.follows.isFollowing(mira.identity(), ravi)).isFalse();
        Event event = forge.lastEvent();
        assertThat(event.kind()).isEqualTo("followed");
        assertThat(event.topics()).containsExactlyInAnyOrder(Topic.user("mira"), Topic.user("ravi"));
        assertThat(event.data()).containsEntry("user", "mira").containsEntry("followers", 1);
    }

    @Test
    void a_second_click_changes_nothing_and_is_not_told() {
        forge.follows.follow(ravi.identity(), mira);
        long last = forge.events.last();

        assertThat(forge.follows.follow(ravi.identity(), mira)).isEqualTo(new Follows.Outcome(false, 1));
        assertThat(forge.follows.unfollow(mira.identity(), ravi)).isEqualTo(new Follows.Outcome(false, 0));
        assertThat(forge.events.last()).isEqualTo(last);

        assertThat(forge.follows.unfollow(ravi.identity(), mira)).isEqualTo(new Follows.Outcome(true, 0));
        assertThat(forge.follows.followers(mira, ravi.identity(), 0, 9)).isEmpty();
    }

    @Test
    void twenty_clicks_at_once_make_one_row() {
        Callable<Follows.Outcome> click = () -> forge.follows.follow(ravi.identity(), mira);

        List<Follows.Outcome> outcomes =
                Together.all(Stream.generate(() -> click).limit(20).toList());

        assertThat(outcomes).filteredOn(Follows.Outcome::changed).hasSize(1);
        assertThat(forge.follows.followers(mira)).isEqualTo(1);
    }

    @Test
    void nobody_follows_themselves_or_who_is_blocked() {
        forge.database.change(transaction -> forge.users.setBlocked(transaction, mira, true));
        User blocked = forge.users.get("mira");

        assertThat(BareForge.refusal(() -> forge.follows.follow(ravi.identity(), ravi)))
                .isEqualTo(Reason.INVALID);
        assertThat(BareForge.refusal(() -> forge.follows.follow(ravi.identity(), blocked)))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void the_blocked_and_the_deleted_are_in_no_list_and_no_count() {
        User tobi = forge.user("tobi");
        forge.follows.follow(mira.identity(), tobi);
        forge.follows.follow(ravi.identity(), tobi);

        forge.database.change(transaction -> forge.users.setBlocked(transaction, mira, true));
        assertThat(names(forge.follows.followers(tobi, Identity.ANONYMOUS, 0, 9)))
                .containsExactly("ravi");
        assertThat(forge.follows.followers(tobi)).isEqualTo(1);

        forge.database.change(transaction -> forge.users.delete(transaction, ravi));
        assertThat(forge.follows.followers(tobi)).isZero();
    }

    private static List<String> names(List<Follow> follows) {
        return follows.stream().map(Follow::name).toList();
    }
}
