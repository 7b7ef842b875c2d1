package starforge.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import starforge.HandClock;
import starforge.access.Refusal;
import starforge.db.Database;
import starforge.events.Events;
import starforge.users.Passwords;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Secrets;
import starforge.web.Sessions;

/** Links to a new password: good once, for a day, the newest alone. */
class PasswordLinksTest {
    private final HandClock clock = new HandClock();
    private final Database database = Database.inMemory("links-test-" + System.nanoTime());
    private final Secrets secrets = new Secrets(database);
    private final Users users = new Users(database, new Passwords(), clock);
    private final PasswordChange change =
            new PasswordChange(users, new Sessions(database, secrets, clock), database, new Events(database, clock));
    private final PasswordLinks links = new PasswordLinks(users, change, database, secrets, clock);
    private final User mira = users.add("mira", "mira@example.org", "the old password", false);

    @AfterEach
    void the_end() {
        database.close();
    }

    private String make() {
        String path = database.write(transaction -> links.make(transaction, mira));
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void a_link_is_good_for_a_day_to_the_millisecond() {
        String key = make();
        clock.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(links.userOf(key)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(links.userOf(key)).isEmpty();
        assertThatThrownBy(() -> links.use(key, "the new password")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_link_is_good_once() {
        String key = make();
        links.use(key, "the new password");
        assertThatThrownBy(() -> links.use(key, "another password")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_new_link_ends_those_before() {
        String first = make();
        String second = make();
        assertThat(links.userOf(first)).isEmpty();
        assertThat(links.userOf(second)).isPresent();
    }
}
