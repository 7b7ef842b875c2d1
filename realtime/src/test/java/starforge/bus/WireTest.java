package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private static final Instant AT = Instant.parse("2026-11-23T14:20:00.250Z");

    @Test
    void event_has_the_promised_json() {
        Event event = new Event(
                97,
                Set.of(Topic.repo(42), Topic.PUBLIC),
                "starred",
                "mira",
                "lantern",
                42,
                AT,
                Map.of("version", 7, "count", 42));
        assertThat(Wire.write(event))
                .isEqualTo("{\"type\":\"event\",\"seq\":97,\"topics\":[\"public\",\"repo:42\"],\"kind\":\"starred\","
                        + "\"actor\":\"mira\",\"repo\":\"lantern\",\"at\":\"2026-11-23T14:20:00.250Z\","
                        + "\"data\":{\"count\":42,\"version\":7}}");
    }

    @Test
    void event_comes_back_as_it_was() {
        Map<String, Object> data = Map.of(
                "ref",
                "refs/heads/ünïcode \u2028 \"quoted\" </script>",
                "forced",
                false,
                "count",
                3L,
                "share",
                0.5,
                "list",
                List.of(1L, "two"),
                "map",
                Map.of("deep", true));
        Event event = new Event(1, Set.of(Topic.repo(42)), "pushed", "", "", 42, AT, data);
        assertThat(Wire.read(Wire.write(event))).isEqualTo(event);
    }

    @Test
    void number_of_the_repository_is_known_when_one_repository_is_told() {
        assertThat(Wire.read(Wire.write(Events.event(1, "pushed", Topic.repo(5), Topic.PUBLIC)))
                        .repoId())
                .isEqualTo(5);
        assertThat(Wire.read(Wire.write(Events.event(1, "forked", Topic.repo(5), Topic.repo(6))))
                        .repoId())
                .isZero();
        assertThat(Wire.read(Wire.write(Events.event(1, "followed", Topic.user("mira"))))
                        .repoId())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "42",
                "{",
                "{} {}",
                "{\"seq\":1,\"seq\":2}",
                "{\"seq\":1}",
                "{\"seq\":\"1\",\"topics\":[],\"kind\":\"k\",\"actor\":\"\",\"repo\":\"\",\"at\":\"2026-11-23T14:20:00Z\",\"data\":{}}",
                "{\"seq\":1,\"topics\":[\"nonsense\"],\"kind\":\"k\",\"actor\":\"\",\"repo\":\"\",\"at\":\"2026-11-23T14:20:00Z\",\"data\":{}}",
                "{\"seq\":1,\"topics\":[],\"kind\":\"k\",\"actor\":\"\",\"repo\":\"\",\"at\":\"yesterday\",\"data\":{}}",
                "{\"seq\":1,\"topics\":[],\"kind\":\"k\",\"actor\":\"\",\"repo\":\"\",\"at\":\"2026-11-23T14:20:00Z\",\"data\":[]}",
                "{\"seq\":1,\"topics\":[],\"kind\":\"k\",\"actor\":\"\",\"repo\":\"\",\"at\":\"2026-11-23T14:20:00Z\",\"data\":{\"a\":null}}",
            })
    void anything_else_is_refused_with_a_sentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wire.read(text))
                .withMessageMatching("(This is|\"|There is|The event has).*");
    }
}
