package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.bus.Event;
import starforge.bus.Events;
import starforge.bus.HandClock;
import starforge.bus.ListLog;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Losing a right ends the watching at once. */
class RightsTest {
    private static final Topic SECRET = Topic.repo(42);
    private static final Topic OPEN = Topic.repo(43);

    private final ListLog log = new ListLog();
    private final HandClock clock = new HandClock();
    private final Set<String> ended = new HashSet<>();
    private final Hub hub = new Hub(log, this::mayWatch, clock);
    private final ListLine line = new ListLine();

    @ParameterizedTest
    @ValueSource(strings = {"acl", "deleted", "renamed"})
    void topic_is_lost_at_the_event_that_takes_the_right(String kind) {
        join("mira", "s1", SECRET, OPEN);
        hub.accept(log.write("pushed", SECRET));
        ended.add("mira repo:42");
        hub.accept(log.write(kind, SECRET));
        hub.accept(log.write("pushed", SECRET));
        hub.accept(log.write("pushed", OPEN));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1", "4");
        assertThat(line.ends()).isEmpty();
    }

    @Test
    void who_is_left_with_nothing_is_closed_for_good() {
        join("mira", "s1", SECRET);
        ended.add("mira repo:42");
        hub.accept(log.write("acl", SECRET));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0");
        assertThat(line.ends()).containsExactly("NOT_ALLOWED");
        assertThat(Closing.NOT_ALLOWED.code()).isBetween(4100, 4199);
    }

    @Test
    void others_keep_watching_and_hear_of_it() {
        ListLine other = new ListLine();
        join("mira", "s1", SECRET);
        join(other, "tobi", "s2", SECRET);
        ended.add("mira repo:42");
        hub.accept(log.write("acl", SECRET));
        assertThat(other.said()).containsExactly("hello 0", "resumed 0", "1");
    }

    @Test
    void other_kinds_of_events_ask_nobody() {
        join("mira", "s1", SECRET);
        ended.add("mira repo:42");
        hub.accept(log.write("pushed", SECRET));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1");
    }

    @Test
    void signing_out_ends_the_sockets_of_that_session_whatever_they_watch() {
        ListLine elsewhere = new ListLine();
        join("Mira", "s1", Topic.PUBLIC, OPEN);
        join(elsewhere, "mira", "s2", Topic.PUBLIC, OPEN);
        ended.add("s1");
        hub.accept(log.write("acl", Topic.user("mira")));
        assertThat(line.ends()).containsExactly("NOT_ALLOWED");
        assertThat(elsewhere.ends()).isEmpty();
    }

    @Test
    void refused_topic_is_not_in_the_hello() {
        ended.add("mira repo:42");
        join("mira", "s1", SECRET, OPEN);
        assertThat(line.texts()).first().isEqualTo("{\"type\":\"hello\",\"seq\":0,\"topics\":[\"repo:43\"]}");
    }

    @Test
    void who_may_watch_nothing_is_not_greeted() {
        ended.add("s1");
        join("mira", "s1", SECRET, OPEN);
        assertThat(line.said()).isEmpty();
        assertThat(line.ends()).containsExactly("NOT_ALLOWED");
    }

    @Test
    void resume_asks_again_and_tells_nothing_of_what_was_lost() {
        log.write(2, SECRET);
        log.write(1, OPEN);
        hub.start();
        Viewer viewer = new Viewer(new Tickets.Grant("mira", "s1", Set.of(SECRET, OPEN)), line, clock);
        hub.join(viewer);
        ended.add("mira repo:42");
        hub.resume(viewer, 0);
        assertThat(line.said()).containsExactly("hello 3", "3", "resumed 3");
    }

    @Test
    void what_was_public_is_not_told_to_all_any_more_once_it_is_hidden() {
        hub.accept(log.write("pushed", SECRET, Topic.PUBLIC, Topic.user("mira")));
        ended.add(" repo:42");
        hub.accept(log.write("acl", SECRET));
        hub.accept(log.write("starred", SECRET, Topic.PUBLIC));
        join("tobi", "s3", Topic.PUBLIC, Topic.user("mira"));
        hub.accept(log.write("starred", SECRET, Topic.PUBLIC));
        assertThat(line.said()).containsExactly("hello 3", "resumed 3");
        ListLine people = new ListLine();
        join(people, "mira", "s1", SECRET);
        assertThat(people.said()).containsExactly("hello 4", "1", "2", "3", "4", "resumed 4");
        ended.clear();
        hub.accept(log.write("acl", SECRET));
        hub.accept(log.write("starred", SECRET, Topic.PUBLIC));
        assertThat(line.said()).containsExactly("hello 3", "resumed 3", "6");
    }

    @Test
    void that_somebody_signed_out_or_was_blocked_is_told_to_nobody() {
        join("tobi", "s3", Topic.user("mira"));
        hub.accept(Events.ofAccount(log.last() + 1, "mira"));
        assertThat(line.said()).containsExactly("hello 0", "resumed 0");
    }

    @Test
    void what_the_absent_did_is_not_told_to_who_comes_back() {
        log.write(3, OPEN);
        log.absent(1, true);
        hub.start();
        log.absent(2, true);
        hub.accept(Events.ofAccount(4, "mira"));
        join("tobi", "s2", OPEN);
        assertThat(line.said()).containsExactly("hello 4", "3", "resumed 4");

        log.absent(1, false);
        hub.accept(Events.ofAccount(5, "mira"));
        ListLine later = new ListLine();
        join(later, "tobi", "s2", OPEN);
        assertThat(later.said()).containsExactly("hello 5", "1", "3", "resumed 5");
    }

    @Test
    void while_nobody_can_say_who_may_watch_nothing_is_told_and_then_all_of_it() {
        join("mira", "s1", SECRET);
        ended.add("broken");
        Event event = log.write("acl", SECRET);
        assertThatThrownBy(() -> hub.accept(event)).hasMessage("broken on purpose");
        ListLine late = new ListLine();
        join(late, "tobi", "s2", SECRET);
        assertThat(line.said()).containsExactly("hello 0", "resumed 0");
        assertThat(late.ends()).containsExactly("UNSURE");
        assertThat(Closing.UNSURE.code()).isBetween(4000, 4099);

        ended.clear();
        hub.look();
        assertThat(line.said()).containsExactly("hello 0", "resumed 0", "1");
        assertThat(line.ends()).isEmpty();
    }

    private boolean mayWatch(Tickets.Grant grant, Topic topic) {
        if (ended.contains("broken")) {
            throw new IllegalStateException("broken on purpose");
        }
        return !ended.contains(grant.session()) && !ended.contains(grant.user() + " " + topic);
    }

    private void join(String user, String session, Topic... topics) {
        join(line, user, session, topics);
    }

    private void join(Line line, String user, String session, Topic... topics) {
        Viewer viewer = new Viewer(new Tickets.Grant(user, session, Set.of(topics)), line, clock);
        hub.join(viewer);
        hub.resume(viewer, 0);
    }
}
