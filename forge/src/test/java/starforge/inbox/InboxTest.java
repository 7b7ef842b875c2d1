package starforge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import starforge.access.Level;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.events.Draft;
import starforge.users.User;
import starforge.watches.WatchLevel;

@ParameterizedClass
@EnumSource(Store.class)
class InboxTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private User ravi;
    private User hana;
    private Gate.Entry lantern;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        hana = forge.user("hana");
        lantern = forge.repo(mira, "lantern");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private List<String> notes(User user) {
        return forge.inbox.of(user.identity(), true, Long.MAX_VALUE, 99).stream()
                .map(Note::reason)
                .toList();
    }

    private int unread(User user) {
        return forge.inbox.unread(user.identity());
    }

    private void push(User who, Gate.Entry repo, Map<String, Object> data) {
        forge.database.change(
                transaction -> forge.events.record(transaction, Draft.of("pushed", who.identity(), repo, data)));
    }

    @Test
    void it_tells_of_follows_and_of_what_happens_in_what_one_owns_and_never_of_oneself() {
        forge.follows.follow(ravi.identity(), mira);
        forge.stars.star(ravi.identity(), lantern);
        push(ravi, lantern, Map.of());
        push(mira, lantern, Map.of());

        assertThat(notes(mira)).containsExactly("pushed", "starred", "followed");
        assertThat(unread(mira)).isEqualTo(3);
        assertThat(notes(ravi)).isEmpty();
        Event last = forge.events.after(forge.events.last() - 2, 9).get(0);
        assertThat(last.kind()).isEqualTo("noted");
        assertThat(last.topics()).containsExactly(Topic.inbox(mira.id()));
        assertThat(last.data()).isEmpty();
    }

    @Test
    void a_star_or_follow_that_comes_and_goes_is_told_once_and_counts_while_it_holds() {
        for (int i = 0; i < 3; i++) {
            forge.stars.star(ravi.identity(), lantern);
            forge.follows.follow(ravi.identity(), mira);
            assertThat(unread(mira)).isEqualTo(2);
            forge.stars.unstar(ravi.identity(), lantern);
            forge.follows.unfollow(ravi.identity(), mira);
            assertThat(unread(mira)).isZero();
        }
        assertThat(notes(mira)).containsExactly("followed", "starred");
    }

    @Test
    void levels_decide_and_a_mention_reaches_whoever_sees_it() {
        forge.watches.choose(ravi.identity(), lantern, Optional.of(WatchLevel.RELEASES));
        push(mira, lantern, Map.of("mentions", List.of("Hana", "nobody")));
        forge.database.change(transaction ->
                forge.events.record(transaction, Draft.of("released", mira.identity(), lantern, Map.of("tag", "v1"))));
        assertThat(notes(ravi)).containsExactly("released");
        assertThat(notes(hana)).containsExactly("mentioned");

        forge.watches.choose(hana.identity(), lantern, Optional.of(WatchLevel.OFF));
        push(mira, lantern, Map.of("mentions", List.of("hana")));
        assertThat(notes(hana)).containsExactly("mentioned");
        Gate.Entry vault = forge.privateRepo(mira, "vault");
        push(mira, vault, Map.of("mentions", List.of("ravi")));
        assertThat(notes(ravi)).containsExactly("released");
    }

    @Test
    void what_one_sees_no_longer_counts_no_longer() {
        Gate.Entry vault = forge.privateRepo(mira, "vault");
        forge.collaborators.let(mira.identity(), vault, ravi, Level.WRITE);
        push(mira, vault, Map.of());
        forge.follows.follow(hana.identity(), ravi);
        assertThat(unread(ravi)).isEqualTo(2);
        forge.collaborators.let(mira.identity(), vault, ravi, Level.NONE);
        assertThat(unread(ravi)).isEqualTo(1);
        forge.database.change(transaction -> forge.users.setBlocked(transaction, hana, true));
        assertThat(unread(ravi)).isZero();
    }

    @Test
    void reading_one_or_all_up_to_what_was_seen() {
        push(ravi, lantern, Map.of());
        push(ravi, lantern, Map.of());
        long seen =
                forge.inbox.of(mira.identity(), true, Long.MAX_VALUE, 1).get(0).seq();
        push(ravi, lantern, Map.of());
        forge.inbox.read(mira.identity(), seen, true);
        assertThat(unread(mira)).isEqualTo(2);
        forge.inbox.read(mira.identity(), seen, false);
        assertThat(unread(mira)).as("what came meanwhile").isEqualTo(1);
        assertThat(forge.inbox.of(mira.identity(), false, Long.MAX_VALUE, 9)).hasSize(3);
    }

    @Test
    void a_change_that_fails_tells_nobody_and_what_is_kept_is_bounded() {
        try {
            forge.database.change(transaction -> {
                forge.events.record(transaction, Draft.of("pushed", ravi.identity(), lantern, Map.of()));
                transaction.lastly(() -> {
                    throw new IllegalStateException("the end");
                });
            });
        } catch (IllegalStateException e) {
            assertThat(notes(mira)).isEmpty();
        }
        forge.database.change(transaction -> {
            for (int i = 0; i < 520; i++) {
                forge.events.record(transaction, Draft.of("pushed", ravi.identity(), lantern, Map.of()));
            }
        });
        assertThat(forge.inbox.of(mira.identity(), false, Long.MAX_VALUE, 999)).hasSize(500);
    }
}
