package starforge.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.SharedPostgres;
import starforge.Together;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.servers.Ports;
import starforge.servers.Postgres;

/** One database for several processes: each {@link Database} stands for one of them. */
class SharedDatabaseTest {
    private static final String READ = "select content from settings where name = 'n'";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private Database at(String address) {
        Database database = Database.at(address);
        open.add(0, database);
        return database;
    }

    interface Place {
        String address() throws Exception;
    }

    static Stream<Place> places() {
        return Stream.of(() -> SharedPostgres.database("shared " + System.nanoTime()), () -> {
            Server server = Server.createTcpServer("-tcpPort", "" + Ports.free(1), "-ifNotExists")
                    .start();
            return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:shared;DB_CLOSE_DELAY=-1;USER=sa;PASSWORD=x";
        });
    }

    private static int number(Transaction transaction) {
        return Integer.parseInt(
                transaction.handle().createQuery(READ).mapTo(String.class).one());
    }

    private static boolean countUp(Database database) {
        return database.write(transaction -> {
            int next = number(transaction) + 1;
            transaction.handle().execute("update settings set content = ? where name = 'n'", "" + next);
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("places")
    void changes_of_all_processes_take_turns_so_what_was_read_before_is_still_true(Place place) throws Exception {
        String address = place.address();
        Database one = at(address);
        Database other = at(address);
        one.change(
                transaction -> transaction.handle().execute("insert into settings (name, content) values ('n', '0')"));

        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Database database = i % 2 == 0 ? one : other;
            all.add(() -> countUp(database));
        }
        Together.all(all);

        assertThat(one.<Integer>write(SharedDatabaseTest::number)).isEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_change_without_an_event_is_seen_by_the_others_and_one_with_an_event_is_told_by_it(Place place)
            throws Exception {
        String address = place.address();
        Database one = at(address);
        Database other = at(address);
        long before = other.unaccounted();

        one.change(Transaction::accounted);
        assertThat(other.unaccounted()).isEqualTo(before);

        one.change(transaction -> {});
        assertThat(other.unaccounted()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_second_row_of_one_key_is_known_as_that(Place place) throws Exception {
        Database database = at(place.address());
        String put = "insert into settings (name, content) values ('once', '')";
        database.change(transaction -> transaction.handle().execute(put));
        assertThatThrownBy(() ->
                        database.change(transaction -> transaction.handle().execute(put)))
                .isInstanceOf(AlreadyThere.class);
    }

    @Test
    void a_text_that_the_database_cannot_keep_is_the_senders_fault() {
        Database database = at(SharedPostgres.database("texts"));
        assertThatThrownBy(
                        () -> database.read(handle -> handle.createQuery("select count(*) from users where name = :n")
                                .bind("n", "a\0b")
                                .mapTo(Integer.class)
                                .one()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void a_database_that_is_away_is_said_to_be_and_comes_back() {
        Postgres server = Postgres.durable();
        open.add(server);
        Database database = at(server.address("postgres"));
        database.change(
                transaction -> transaction.handle().execute("insert into settings (name, content) values ('n', '7')"));

        server.kill();
        assertThatThrownBy(() -> database.read(handle -> handle.execute("select 1")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThatThrownBy(() -> database.change(transaction -> {}))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.UNAVAILABLE));

        server.start();
        assertThat(whenBack(database)).isEqualTo("7");
    }

    private static String whenBack(Database database) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return database.read(
                        handle -> handle.createQuery(READ).mapTo(String.class).one());
            } catch (Refusal away) {
                assertThat(System.nanoTime()).isLessThan(end);
            }
        }
    }

    @Test
    void a_server_that_was_never_there_is_a_refusal_with_a_sentence() {
        assertThatThrownBy(() -> Database.at("postgresql://127.0.0.1:" + Ports.free(1) + "/starforge"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "starforge",
                "postgresql:/x",
                "postgresql://host",
                "mysql://h/n",
                "jdbc:h2:file:/x",
                "jdbc:h2:mem:x"
            })
    void what_is_no_address_of_a_server_is_not_taken_for_one(String text) {
        assertThat(Database.isAddress(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://forge:p%40ss@db.example:5433/starforge?sslmode=require",
                "postgresql://127.0.0.1/starforge",
                "jdbc:h2:tcp://127.0.0.1:9092/forge;USER=a;PASSWORD=b"
            })
    void what_is_one_is(String text) {
        assertThat(Database.isAddress(text)).isTrue();
    }
}
