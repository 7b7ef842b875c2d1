package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Level;
import starforge.users.User;

@ParameterizedClass
@EnumSource(Store.class)
class SessionsTest {
    @Parameter
    Store store;

    @TempDir
    static Path folder;

    private static BareForge forge;
    private static Sessions sessions;
    private static User mira;

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        forge = store.inMemory(folder.resolve(store.name()));
        sessions = forge.sessions;
        mira = forge.user("mira");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        forge.close();
    }

    private static String begin(User user) {
        return forge.database.write(transaction -> sessions.begin(transaction, user.id(), "", ""));
    }

    @Test
    void a_cookie_opens_its_session_and_nothing_else_does() {
        String cookie = begin(mira);

        Session session = sessions.of(cookie).orElseThrow();

        assertThat(session.who().name()).isEqualTo("mira");
        assertThat(session.who().most()).isEqualTo(Level.ADMIN);
        assertThat(sessions.byKey(session.key())).contains(session);
        assertThat(sessions.of(session.key())).as("what is stored").isEmpty();
        assertThat(sessions.of(cookie.toLowerCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(sessions.of("")).isEmpty();
        assertThat(sessions.of("'; drop table sessions; --")).isEmpty();
    }

    @Test
    void each_session_has_a_cookie_of_its_own_with_256_random_bits() {
        String first = begin(mira);
        String second = begin(mira);

        assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(second);
        assertThat(sessions.of(first)).isPresent();
        assertThat(sessions.of(second)).isPresent();
    }

    @Test
    void a_copy_of_the_database_signs_nobody_in() {
        String cookie = begin(mira);

        List<String> stored = forge.database.read(handle -> handle.createQuery("select key_hash from sessions")
                .mapTo(String.class)
                .list());

        assertThat(stored).doesNotContain(cookie).contains(Secrets.hash(cookie));
    }

    @Test
    void a_session_that_is_used_lives_on_and_one_that_is_not_ends() {
        String used = begin(mira);
        String forgotten = begin(mira);
        for (int week = 0; week < 5; week++) {
            forge.clock.pass(Duration.ofDays(7));
            assertThat(sessions.of(used)).as("week %s", week).isPresent();
        }

        assertThat(sessions.of(forgotten)).isEmpty();
        assertThat(sessions.byKey(Secrets.hash(forgotten))).isEmpty();
    }

    @Test
    void what_has_ended_is_cleared_away_with_the_next_sign_in() {
        String old = begin(mira);
        forge.clock.pass(Sessions.IDLE.plusDays(1));

        begin(mira);

        assertThat(rows(old)).isZero();
    }

    private static int rows(String cookie) {
        return forge.database.read(handle -> handle.createQuery("select count(*) from sessions where key_hash = :key")
                .bind("key", Secrets.hash(cookie))
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void signing_out_ends_one_session() {
        String here = begin(mira);
        String there = begin(mira);

        forge.database.change(transaction -> sessions.end(transaction, Secrets.hash(here)));

        assertThat(sessions.of(here)).isEmpty();
        assertThat(sessions.of(there)).isPresent();
    }

    @Test
    void signing_out_elsewhere_leaves_this_session_and_those_of_others() {
        User ben = forge.user("ben");
        String here = begin(mira);
        String there = begin(mira);
        String bens = begin(ben);

        forge.database.change(transaction -> sessions.endAll(transaction, mira.id(), Secrets.hash(here)));

        assertThat(sessions.of(here)).isPresent();
        assertThat(sessions.of(there)).isEmpty();
        assertThat(sessions.of(bens)).isPresent();
        forge.database.change(transaction -> sessions.endAll(transaction, mira.id(), ""));
        assertThat(sessions.of(here)).isEmpty();
    }
}
