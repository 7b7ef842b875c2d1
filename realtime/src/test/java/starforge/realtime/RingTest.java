package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import starforge.bus.Event;
import starforge.bus.ListLog;
import starforge.bus.Topic;

/** What is told to those who were away. */
class RingTest {
    private static final Topic PARENT = Topic.repo(42);

    private final Ring ring = new Ring(0);

    @Test
    void the_name_of_a_fork_is_not_told_again_once_its_rights_changed() {
        ring.add(event(1, "forked", "mira/lantern", 42, Map.of("count", 1, "fork", "fork/ravi/mira/lantern")));
        ring.add(event(2, "forked", "mira/lantern", 42, Map.of("count", 2, "fork", "fork/hana/mira/lantern")));
        assertThat(told()).contains("fork/ravi/mira/lantern").contains("fork/hana/mira/lantern");

        ring.add(event(3, "acl", "fork/ravi/mira/lantern", 50, Map.of()));

        assertThat(told())
                .doesNotContain("fork/ravi/mira/lantern")
                .contains("fork/hana/mira/lantern")
                .contains("\"count\":1");
        assertThat(ring.reaches(0)).isTrue();
    }

    private static Event event(long seq, String kind, String repo, long id, Map<String, Object> data) {
        return new Event(seq, Set.of(Topic.repo(id)), kind, "ravi", repo, id, Instant.EPOCH, data);
    }

    private String told() {
        Open open = new Open(new ListLog(), (grant, topic) -> true);
        return ring.between(0, 9, Set.of(PARENT), open).stream()
                .map(Text::toString)
                .collect(Collectors.joining("\n"));
    }
}
