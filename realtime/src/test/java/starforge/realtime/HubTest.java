package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import starforge.bus.Event;
import starforge.bus.HandClock;
import starforge.bus.ListLog;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Order: gaps, doubles, late and lost broadcasts, and coming back. */
class HubTest {
    private static final Topic LANTERN = Topic.repo(42);
    private static final Topic OTHER = Topic.repo(43);

    private final ListLog log = new ListLog();
    private final HandClock clock = new HandClock();
    private final Hub hub = new Hub(log, (grant, topic) -> true, clock);
    private final ListLine line = new ListLine();

    @Test
    void viewer_is_greeted_with_the_place_in_the_log_and_its_topics() {
        log.write(7, LANTERN);
        hub.start();
        join(line, LANTERN, Topic.PUBLIC);
        assertThat(line.texts()).containsExactly("{\"type\":\"hello\",\"seq\":7,\"topics\":[\"public\",\"repo:42\"]}");
    }

    @Test
    void events_come_in_order_and_once() {
        resumed(line, 0);
        Event one = log.write("pushed", LANTERN);
        Event two = log.write("starred", LANTERN);
        hub.accept(one);
        hub.accept(two);
        hub.accept(one);
        hub.accept(two);
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1", "2");
    }

    @Test
    void event_of_two_topics_comes_once_to_who_watches_both() {
        hub.resume(join(line, LANTERN, Topic.PUBLIC), 0);
        hub.accept(log.write("pushed", LANTERN, Topic.PUBLIC));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1");
        assertThat(hub.delivered()).isEqualTo(1);
    }

    @Test
    void event_of_another_topic_does_not_come() {
        resumed(line, 0);
        hub.accept(log.write("pushed", OTHER));
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "2");
    }

    @Test
    void lost_broadcasts_are_read_from_the_log_when_the_next_one_comes() {
        resumed(line, 0);
        log.write(1500, LANTERN);
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactlyElementsOf(expected("resumed 0", 1, 1501));
        assertThat(hub.last()).isEqualTo(1501);
    }

    @Test
    void broadcast_that_overtook_another_waits_for_it() {
        resumed(line, 0);
        Event first = log.write("pushed", LANTERN);
        Event second = log.write("pushed", LANTERN);
        hub.accept(second);
        hub.accept(first);
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1", "2");
    }

    @Test
    void broadcast_ahead_of_the_log_is_told_when_the_log_has_it() {
        resumed(line, 0);
        hub.accept(starforge.bus.Events.event(3, "pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0");
        log.write(3, LANTERN);
        hub.look();
        assertThat(line.said()).containsExactlyElementsOf(expected("resumed 0", 1, 3));
    }

    @Test
    void last_broadcast_that_was_lost_is_found_by_looking_at_the_log() {
        resumed(line, 0);
        log.write(2, LANTERN);
        hub.tick();
        assertThat(line.said()).containsExactly("hello 0", "resumed 0");
        clock.turn(Duration.ofSeconds(5));
        hub.tick();
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1", "2");
    }

    @Test
    void all_are_told_to_reload_when_the_log_is_another_one() {
        log.write(9, LANTERN);
        hub.start();
        resumed(line, 9);
        log.restore();
        log.write(2, LANTERN);
        hub.look();
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 9", "resumed 9", "reload", "3");
    }

    @Test
    void closing_sends_everybody_away_to_come_back_and_lets_nobody_in() {
        ListLine late = new ListLine();
        join(line, LANTERN);
        hub.close();
        join(late, LANTERN);
        assertThat(line.ends()).containsExactly("RESTART");
        assertThat(late.ends()).containsExactly("RESTART");
        assertThat(late.said()).isEmpty();
    }

    private Viewer join(Line line, Topic... topics) {
        Viewer viewer = new Viewer(new Tickets.Grant("mira", "s", Set.of(topics)), line, clock);
        hub.join(viewer);
        return viewer;
    }

    private void resumed(Line line, long after) {
        hub.resume(join(line, LANTERN), after);
    }

    /** Hello at the beginning, the word, and then these events. */
    private static List<String> expected(String word, long from, long to) {
        List<String> said = new java.util.ArrayList<>(List.of("hello 0", word));
        LongStream.rangeClosed(from, to).mapToObj(Long::toString).forEach(said::add);
        return said;
    }
}
