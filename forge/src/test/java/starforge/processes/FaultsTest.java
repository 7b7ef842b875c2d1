package starforge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import starforge.repos.NewRepo;
import starforge.servers.Server;
import starforge.users.User;

/**
 * Each part of a forge is killed (SIGKILL) and started again while 400 events a second happen and somebody clicks: at the
 * end every watcher has heard every event once, in order, and no click failed that did not need what was killed.
 */
class FaultsTest {
    private static final int WATCHERS = 8;

    private static Cluster cluster;

    @BeforeAll
    static void a_forge() {
        cluster = Cluster.shared();
        User mira = cluster.bare.users.get("mira");
        cluster.bare.newRepos.create(mira.identity(), new NewRepo("mira", "lantern", "", false), "main");
    }

    /** What came of it. */
    private record Outcome(List<Integer> clicks, int refused) {}

    private static Outcome during(Runnable fault) {
        // What was before, not everybody may hear.
        long begin = cluster.bare.events.last();
        List<Watcher> watchers = IntStream.range(0, WATCHERS)
                .mapToObj(i -> new Watcher(cluster.web, cluster.realtime, i))
                .toList();
        Outcome outcome;
        try (Writer writer = new Writer(cluster.bare, cluster.rabbit.address());
                Clicks clicks = new Clicks(cluster.web, "mira", "mira/lantern")) {
            more(400);
            int before = clicks.answers().size();
            fault.run();
            more(800);
            until(() -> clicks.answers().size() > before + 10);
            outcome = new Outcome(clicks.answers(), writer.refused());
        }
        long last = cluster.bare.events.last();
        for (Watcher watcher : watchers) {
            until(() -> watcher.last() >= last);
            long first = Math.max(begin, watcher.start()) + 1;
            assertThat(watcher.heard().stream().filter(seq -> seq >= first))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(first, last).boxed().toList());
            assertThat(watcher.oddities()).isEmpty();
            watcher.close();
        }
        return outcome;
    }

    /** Waits until so many more events happened. */
    private static void more(int count) {
        long goal = cluster.bare.events.known() + count;
        until(() -> cluster.bare.events.known() >= goal);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void killed(Server server) {
        server.kill();
        more(200);
        server.start();
    }

    @Test
    void broker_is_killed() {
        Outcome outcome = during(() -> killed(cluster.rabbit));
        assertThat(Set.copyOf(outcome.clicks())).containsExactly(303);
        assertThat(outcome.refused()).isZero();
    }

    @Test
    void redis_is_killed() {
        Outcome outcome = during(() -> killed(cluster.redis));
        assertThat(Set.copyOf(outcome.clicks())).containsExactly(303);
        assertThat(outcome.refused()).isZero();
    }

    @Test
    void realtime_process_is_killed_and_its_watchers_go_to_the_other_one() {
        Outcome outcome = during(() -> killed(cluster.realtime.get(0)));
        assertThat(Set.copyOf(outcome.clicks())).containsExactly(303);
    }

    @Test
    void web_process_is_killed_and_the_other_one_goes_on() {
        Outcome outcome = during(() -> killed(cluster.web.get(0)));
        assertThat(Set.copyOf(outcome.clicks())).containsExactly(303);
    }

    @Test
    void database_is_killed_and_that_is_said_until_it_is_back() {
        Outcome outcome = during(() -> {
            cluster.postgres.kill();
            cluster.postgres.start();
        });
        assertThat(Set.copyOf(outcome.clicks())).contains(303).isSubsetOf(303, 503);
    }

    @Test
    void all_servers_are_killed_at_once() {
        during(() -> {
            List.of(cluster.rabbit, cluster.redis, cluster.postgres).forEach(Server::kill);
            List.of(cluster.postgres, cluster.redis, cluster.rabbit).forEach(Server::start);
        });
        assertThat(cluster.bare.repos.total()).isPositive();
    }
}
