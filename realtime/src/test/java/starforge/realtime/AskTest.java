package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.realtime.LiveForge.LANTERN;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import starforge.bus.Topic;

/** Asking for work, where somebody answers. */
class AskTest {
    private LiveForge forge = started((grant, ask, watch) -> new Asks.Refused("Not now."));

    @AfterEach
    void stop() throws Exception {
        forge.close();
    }

    @Test
    void result_comes_to_who_asked_and_to_nobody_else() throws Exception {
        restart((grant, ask, watch) -> {
            watch.accept(new Topic("job:7"));
            return new Asks.Accepted(7, () -> forge.happen("checked", new Topic("job:7")));
        });
        try (RawSocket asker = forge.watching(LANTERN);
                RawSocket other = forge.watching(LANTERN)) {
            start(asker);
            start(other);
            asker.say("{\"op\":\"ask\",\"id\":\"a1\",\"what\":\"count\"}");
            assertThat(asker.text()).isEqualTo("{\"type\":\"accepted\",\"id\":\"a1\",\"job\":7}");
            assertThat(asker.text()).contains("\"checked\"");
            forge.happen("pushed", LANTERN);
            assertThat(other.text()).contains("\"pushed\"");
        }
    }

    @Test
    void answer_gets_what_was_asked_and_by_whom() throws Exception {
        restart((grant, ask, watch) -> new Asks.Refused(
                grant.user() + " " + ask.what() + " " + ask.args().get("ref")));
        try (RawSocket asker = forge.watching(LANTERN)) {
            start(asker);
            asker.say("{\"op\":\"ask\",\"id\":\"a1\",\"what\":\"count\",\"args\":{\"ref\":\"main\"}}");
            assertThat(asker.text()).isEqualTo("{\"type\":\"refused\",\"id\":\"a1\",\"why\":\"mira count main\"}");
        }
    }

    @Test
    void failure_is_a_sentence_without_its_cause() throws Exception {
        restart((grant, ask, watch) -> {
            throw new IllegalStateException("secret");
        });
        try (RawSocket asker = forge.watching(LANTERN)) {
            start(asker);
            asker.say("{\"op\":\"ask\",\"id\":\"a1\",\"what\":\"count\"}");
            assertThat(asker.text()).contains("\"refused\"").contains("broke").doesNotContain("secret");
        }
    }

    @Test
    void who_watches_too_much_cannot_ask_for_more() throws Exception {
        Topic[] many = IntStream.rangeClosed(1, 128).mapToObj(Topic::repo).toArray(Topic[]::new);
        try (RawSocket asker = forge.watching(many)) {
            start(asker);
            asker.say("{\"op\":\"ask\",\"id\":\"a1\",\"what\":\"count\"}");
            assertThat(asker.text()).contains("watches too much");
        }
    }

    private void restart(Asks asks) throws Exception {
        forge.close();
        forge = started(asks);
    }

    private static LiveForge started(Asks asks) {
        try {
            return new LiveForge(asks);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(RawSocket socket) throws Exception {
        socket.text();
        socket.say("{\"op\":\"resume\",\"after\":0}");
        socket.text();
    }
}
