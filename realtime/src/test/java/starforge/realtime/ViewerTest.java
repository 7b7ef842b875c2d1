package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import starforge.bus.HandClock;
import starforge.bus.ListLog;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** The bounds of one watcher: what may wait for it, how long it may be silent. */
class ViewerTest {
    private static final Topic LANTERN = Topic.repo(42);

    private final ListLog log = new ListLog();
    private final HandClock clock = new HandClock();
    private final Hub hub = new Hub(log, (grant, topic) -> true, clock);

    @Test
    void who_does_not_read_is_dropped_and_the_others_get_everything() {
        ListLine stuck = new ListLine(true);
        ListLine healthy = new ListLine();
        Viewer slow = join(stuck);
        join(healthy);
        LongStream.range(0, 200).forEach(i -> hub.accept(log.write("pushed", LANTERN)));
        assertThat(healthy.said()).hasSize(202).endsWith("199", "200");
        assertThat(stuck.said()).hasSize(Viewer.MESSAGES);
        assertThat(stuck.ends()).containsExactly("SLOW", "cut");
        hub.leave(slow);
        hub.leave(slow);
        assertThat(hub.dropped()).isEqualTo(1);
        assertThat(hub.viewers()).isEqualTo(1);
    }

    @Test
    void bytes_that_wait_are_bounded_too() {
        ListLine stuck = new ListLine(true);
        Viewer viewer = join(stuck);
        Text large = new Text("\"" + "x".repeat(Viewer.BYTES / 2) + "\"");
        assertThat(viewer.send(large)).isTrue();
        assertThat(viewer.send(large)).isTrue();
        assertThat(viewer.send(large)).isFalse();
        assertThat(stuck.ends()).containsExactly("SLOW", "cut");
    }

    @Test
    void one_message_may_be_larger_than_the_bound() {
        ListLine line = new ListLine();
        Viewer viewer = join(line);
        Text huge = new Text("\"" + "x".repeat(Viewer.BYTES * 2) + "\"");
        assertThat(viewer.send(huge)).isTrue();
        assertThat(viewer.send(huge)).isTrue();
        assertThat(line.ends()).isEmpty();
    }

    @Test
    void pings_go_on_while_they_are_answered() {
        ListLine line = new ListLine();
        Viewer viewer = join(line);
        for (int second = 0; second < 120; second++) {
            clock.turn(Duration.ofSeconds(1));
            hub.tick();
            viewer.pong();
        }
        assertThat(line.pings()).isBetween(4, 5);
        assertThat(line.ends()).isEmpty();
    }

    @Test
    void who_does_not_answer_a_ping_is_dropped() {
        ListLine line = new ListLine();
        join(line);
        clock.turn(Pulse.EVERY);
        hub.tick();
        assertThat(line.pings()).isEqualTo(1);
        clock.turn(Pulse.PATIENCE.minusMillis(1));
        hub.tick();
        assertThat(line.ends()).isEmpty();
        clock.turn(Duration.ofMillis(1));
        hub.tick();
        assertThat(line.ends()).containsExactly("SILENT", "cut");
    }

    @Test
    void first_pings_of_those_who_came_together_are_spread() {
        long pinged = LongStream.range(0, 200)
                .filter(i -> new Pulse(clock.instant())
                        .pingDue(
                                clock.instant().plus(Pulse.EVERY.multipliedBy(3).dividedBy(4))))
                .count();
        assertThat(pinged).isBetween(50L, 150L);
    }

    @Test
    void who_does_not_answer_a_close_is_cut() {
        ListLine line = new ListLine();
        join(line).end(Closing.HASTY);
        clock.turn(Duration.ofSeconds(4));
        hub.tick();
        assertThat(line.ends()).containsExactly("HASTY");
        clock.turn(Duration.ofSeconds(1));
        hub.tick();
        assertThat(line.ends()).containsExactly("HASTY", "cut");
    }

    private Viewer join(Line line) {
        Viewer viewer = new Viewer(new Tickets.Grant("mira", "s", Set.of(LANTERN)), line, clock);
        hub.join(viewer);
        hub.resume(viewer, 0);
        return viewer;
    }
}
