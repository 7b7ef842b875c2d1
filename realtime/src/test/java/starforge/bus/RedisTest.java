package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import starforge.servers.Redis;

/** What the processes of a forge keep in a real Redis, and in a real Valkey where there is one. */
@ParameterizedClass
@MethodSource("starforge.servers.Redis#programs")
class RedisTest {
    @Parameter
    private String program;

    private static Redis server;
    private static RedisServer redis;

    @BeforeParameterizedClassInvocation
    static void a_server(String program) {
        server = Redis.started(program);
        redis = new RedisServer(server.address());
    }

    @AfterParameterizedClassInvocation
    static void the_end() {
        redis.close();
        server.close();
    }

    private static long left(String key) {
        return redis.ask(client -> client.pttl(key));
    }

    @Nested
    class TicketsInRedis extends TicketsContract {
        @Override
        Tickets open(Clock clock) {
            return new RedisTickets(redis, clock);
        }

        @Test
        void of_one_process_are_good_in_another() {
            try (RedisServer other = new RedisServer(server.address())) {
                String ticket = new RedisTickets(redis, clock).issue(GRANT);
                assertThat(new RedisTickets(other, clock).take(ticket)).contains(GRANT);
                assertThat(new RedisTickets(redis, clock).take(ticket)).isEmpty();
            }
        }

        @Test
        void end_by_the_servers_clock_too_and_lie_there_under_another_name() {
            redis.ask(RedisClient::flushAll);
            String ticket = new RedisTickets(redis, clock).issue(GRANT);
            Set<String> keys = redis.ask(client -> client.keys("*"));
            assertThat(keys).hasSize(1).noneMatch(key -> key.contains(ticket.substring(7)));
            assertThat(left(keys.iterator().next())).isBetween(15_000L, 20_000L);
        }
    }

    @Nested
    class CountsInRedis extends CountsContract {
        @Override
        Counts open(Clock clock) {
            redis.ask(RedisClient::flushAll);
            return new RedisCounts(redis, new MemoryCounts(clock));
        }

        @Test
        void of_all_processes_add_up() {
            Counts one = open(clock);
            Counts other = new RedisCounts(redis, new MemoryCounts(clock));
            one.add("a", HOUR);
            other.add("a", HOUR);
            assertThat(one.of("a")).isEqualTo(2);
            one.forget("a");
            other.add("a", HOUR);
            assertThat(one.of("a")).isEqualTo(1);
        }

        @Test
        void end_by_the_servers_clock() {
            open(clock).add("a", Duration.ofMinutes(15));
            String key = redis.ask(client -> client.keys("*")).iterator().next();
            assertThat(left(key)).isBetween(890_000L, 900_000L);
        }
    }

    @Nested
    class PresenceInRedis extends PresenceContract {
        @Override
        Presence open(Clock clock) {
            redis.ask(RedisClient::flushAll);
            return new RedisPresence(redis, clock);
        }

        @Test
        void of_all_processes_is_added_up_and_one_that_was_killed_is_forgotten() {
            RedisPresence one = (RedisPresence) open(clock);
            RedisPresence killed = new RedisPresence(redis, clock);
            Presence web = new RedisPresence(redis, clock);
            killed.tell(40);
            one.tell(2);
            assertThat(web.total()).hasValue(42);

            clock.turn(RedisPresence.KEPT);
            one.tell(3);
            assertThat(web.total()).hasValue(3);
            assertThat(redis.<Long>ask(client -> client.hlen("starforge:viewers")))
                    .isEqualTo(1);
        }
    }

    @Test
    void while_it_is_away_pages_get_tickets_at_once_that_open_nothing_and_then_it_comes_back_by_itself() {
        try (Redis mortal = Redis.started(program);
                RedisServer connection = new RedisServer(mortal.address())) {
            Tickets tickets = new RedisTickets(connection, Clock.systemUTC());
            Counts counts = new RedisCounts(connection, new MemoryCounts(Clock.systemUTC()));
            String before = tickets.issue(TicketsContract.GRANT);
            mortal.kill();

            for (int i = 0; i < 1000; i++) {
                assertThat(tickets.issue(TicketsContract.GRANT)).startsWith("wstoken");
            }
            assertThatThrownBy(() -> tickets.take(before)).isInstanceOf(Away.class);
            assertThat(connection.answers()).isFalse();
            counts.add("a", CountsContract.HOUR);
            assertThat(counts.of("a")).isEqualTo(1);
            assertThat(new RedisPresence(connection, Clock.systemUTC()).total()).isEmpty();

            mortal.start();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!connection.answers()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
            assertThat(tickets.take(tickets.issue(TicketsContract.GRANT))).contains(TicketsContract.GRANT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", "http://h", "redis:", "redis://", "redis://h/x"})
    void what_is_no_address_is_refused(String text) {
        assertThat(RedisServer.isAddress(text)).isFalse();
        assertThatThrownBy(() -> new RedisServer(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://127.0.0.1", "redis://:p%40ss@h:6380/2", "rediss://user:secret@cache.example:6379"})
    void what_is_one_is_taken(String text) {
        assertThat(RedisServer.isAddress(text)).isTrue();
    }
}
