package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import starforge.bus.HandClock;
import starforge.bus.ListLog;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Coming back: nothing is lost, nothing comes twice, nothing comes out of order. */
class ResumeTest {
    private static final Topic LANTERN = Topic.repo(42);
    private static final Topic OTHER = Topic.repo(43);

    private final ListLog log = new ListLog();
    private final HandClock clock = new HandClock();
    private final Hub hub = new Hub(log, (grant, topic) -> true, clock);
    private final ListLine line = new ListLine();

    @Test
    void missed_events_of_the_own_topics_come_first() {
        log.write(3, LANTERN);
        log.write("pushed", OTHER);
        log.write("pushed", LANTERN);
        hub.start();
        hub.resume(join(LANTERN), 1);
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 5", "2", "3", "5", "resumed 5", "6");
        assertThat(hub.delivered()).isEqualTo(4);
    }

    @Test
    void what_happens_between_hello_and_resume_comes_behind_what_was_missed() {
        log.write(2, LANTERN);
        hub.start();
        Viewer viewer = join(LANTERN);
        hub.accept(log.write("pushed", LANTERN));
        hub.resume(viewer, 0);
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 2", "1", "2", "3", "resumed 3", "4");
    }

    @Test
    void who_does_not_resume_is_told_all_since_the_hello_after_a_second() {
        log.write(2, LANTERN);
        hub.start();
        join(LANTERN);
        hub.accept(log.write("pushed", LANTERN));
        hub.tick();
        assertThat(line.said()).containsExactly("hello 2");
        clock.turn(Viewer.HELD);
        hub.tick();
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 2", "3", "4");
    }

    @Test
    void late_resume_works_while_nothing_was_told() {
        log.write(2, LANTERN);
        hub.start();
        Viewer viewer = join(LANTERN);
        clock.turn(Duration.ofSeconds(3));
        hub.tick();
        hub.accept(log.write("pushed", OTHER));
        hub.resume(viewer, 1);
        assertThat(line.said()).containsExactly("hello 2", "2", "resumed 3");
    }

    @Test
    void late_resume_means_reload_when_newer_events_were_told_already() {
        log.write(2, LANTERN);
        hub.start();
        Viewer viewer = join(LANTERN);
        clock.turn(Viewer.HELD);
        hub.tick();
        hub.accept(log.write("pushed", LANTERN));
        hub.resume(viewer, 1);
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 2", "3", "reload", "4");
    }

    @Test
    void second_resume_doubles_nothing() {
        log.write(3, LANTERN);
        hub.start();
        Viewer viewer = join(LANTERN);
        hub.resume(viewer, 1);
        hub.resume(viewer, 1);
        hub.resume(viewer, 2);
        hub.resume(viewer, 0);
        assertThat(line.said()).containsExactly("hello 3", "2", "3", "resumed 3", "resumed 3", "resumed 3", "reload");
    }

    @Test
    void page_that_is_newer_than_the_broadcasts_resumes_from_the_log() {
        hub.start();
        Viewer viewer = join(LANTERN);
        log.write(2, LANTERN);
        hub.resume(viewer, 2);
        assertThat(line.said()).containsExactly("hello 0", "resumed 2");
    }

    @Test
    void reload_when_the_place_is_newer_than_the_log() {
        log.write(2, LANTERN);
        hub.start();
        hub.resume(join(LANTERN), 3);
        hub.accept(log.write("pushed", LANTERN));
        assertThat(line.said()).containsExactly("hello 2", "reload", "3");
    }

    @Test
    void whole_ring_can_be_told_and_nothing_before_it() {
        log.write(Ring.SIZE + 10, LANTERN);
        hub.start();
        hub.resume(join(LANTERN), 10);
        int last = Ring.SIZE + 10;
        List<String> said = new ArrayList<>(List.of("hello " + last));
        LongStream.rangeClosed(11, last).mapToObj(Long::toString).forEach(said::add);
        said.add("resumed " + last);
        assertThat(line.said()).isEqualTo(said);
        ListLine older = new ListLine();
        hub.resume(join(older, LANTERN), 9);
        assertThat(older.said()).containsExactly("hello " + last, "reload");
    }

    @Test
    void reload_when_the_ring_went_on_while_the_viewer_was_held_back() {
        hub.start();
        join(LANTERN);
        log.write(Ring.SIZE + 1, LANTERN);
        hub.look();
        clock.turn(Viewer.HELD);
        hub.tick();
        assertThat(line.said()).containsExactly("hello 0", "reload");
    }

    @Test
    void resume_from_far_behind_is_not_slowness() {
        log.write(1000, LANTERN);
        hub.start();
        ListLine stuck = new ListLine(true);
        hub.resume(join(stuck, LANTERN), 0);
        assertThat(stuck.said()).hasSize(1002);
        assertThat(stuck.ends()).isEmpty();
    }

    private Viewer join(Topic... topics) {
        return join(line, topics);
    }

    private Viewer join(Line line, Topic... topics) {
        Viewer viewer = new Viewer(new Tickets.Grant("mira", "s", Set.of(topics)), line, clock);
        hub.join(viewer);
        return viewer;
    }
}
