package starforge.watches;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.bus.Event;
import starforge.users.User;

@ParameterizedClass
@EnumSource(Store.class)
class WatchesTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private User ravi;
    private Gate.Entry lantern;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        lantern = forge.repo(mira, "lantern");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Watch of(User user) {
        return forge.watches.of(user.identity(), lantern.id());
    }

    private Watch choose(User user, WatchLevel level) {
        return forge.watches.choose(user.identity(), lantern, Optional.of(level));
    }

    @Test
    void who_owns_or_writes_is_told_all_and_who_passes_by_of_mentions() {
        assertThat(of(mira)).isEqualTo(new Watch(WatchLevel.ALL, false, 1));
        assertThat(of(ravi)).isEqualTo(new Watch(WatchLevel.MENTIONS, false, 1));
        assertThat(forge.watches.of(Identity.ANONYMOUS, lantern.id())).isEqualTo(new Watch(WatchLevel.OFF, false, 1));

        forge.collaborators.let(mira.identity(), lantern, ravi, Level.WRITE);
        assertThat(of(ravi)).isEqualTo(new Watch(WatchLevel.ALL, false, 2));
        forge.collaborators.let(mira.identity(), lantern, ravi, Level.READ);
        assertThat(of(ravi)).isEqualTo(new Watch(WatchLevel.MENTIONS, false, 1));
    }

    @Test
    void a_choice_stands_until_it_is_taken_back_and_the_number_is_told() {
        assertThat(choose(ravi, WatchLevel.RELEASES)).isEqualTo(new Watch(WatchLevel.RELEASES, true, 2));
        Event event = forge.lastEvent();
        assertThat(event.kind()).isEqualTo("watched");
        assertThat(event.data()).containsEntry("watchers", 2);

        long last = forge.events.last();
        choose(ravi, WatchLevel.RELEASES);
        choose(ravi, WatchLevel.ALL);
        assertThat(forge.events.last()).as("the number is the same").isEqualTo(last);

        assertThat(choose(mira, WatchLevel.OFF)).isEqualTo(new Watch(WatchLevel.OFF, true, 1));
        assertThat(forge.watches.choose(mira.identity(), lantern, Optional.empty()))
                .isEqualTo(new Watch(WatchLevel.ALL, false, 2));
    }

    @Test
    void twenty_clicks_at_once_make_one_row() {
        Callable<Watch> click = () -> choose(ravi, WatchLevel.ALL);
        List<Watch> all = Together.all(Stream.generate(() -> click).limit(20).toList());
        assertThat(all).allMatch(watch -> watch.watchers() == 2);
        long rows = forge.database.read(handle -> handle.createQuery("select count(*) from watches")
                .mapTo(Long.class)
                .one());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void the_blocked_the_deleted_and_those_shut_out_do_not_count() {
        User hana = forge.user("hana");
        User tobi = forge.user("tobi");
        Stream.of(ravi, hana, tobi).forEach(user -> choose(user, WatchLevel.ALL));
        assertThat(of(mira).watchers()).isEqualTo(4);

        forge.database.change(transaction -> forge.users.setBlocked(transaction, ravi, true));
        assertThat(of(mira).watchers()).isEqualTo(3);
        forge.database.change(transaction -> forge.users.delete(transaction, hana));
        assertThat(of(mira).watchers()).isEqualTo(2);
        forge.repos.describe(mira.identity(), lantern, "", "", true);
        assertThat(of(mira).watchers()).isEqualTo(1);
    }
}
