package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import starforge.access.Refusal;

class LaterTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Waits for the latch, and says its question twice. */
    private static String answer(CountDownLatch gate, String question) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return question + question;
    }

    @Test
    void what_takes_too_long_is_there_for_who_asks_again() {
        CountDownLatch gate = new CountDownLatch(1);
        try (Later<String, String> later = new Later<>("test", 1, 1, question -> answer(gate, question))) {
            assertThat(later.within(Duration.ZERO, "a")).isEmpty();
            gate.countDown();
            assertThat(later.within(LONG, "a")).contains("aa");
        }
    }

    @Test
    void when_too_many_wait_the_next_is_told_at_once() {
        CountDownLatch gate = new CountDownLatch(1);
        try (Later<String, String> later = new Later<>("test", 1, 1, question -> answer(gate, question))) {
            for (String question : new String[] {"works", "waits", "is one too many"}) {
                assertThat(later.within(Duration.ZERO, question)).isEmpty();
            }
            assertThat(later.within(LONG, "is one too many")).isEmpty();
            gate.countDown();
            assertThat(later.within(LONG, "waits")).contains("waitswaits");
        }
    }

    @Test
    void what_the_work_refuses_is_refused() {
        try (Later<String, String> later = new Later<>("test", 1, 1, question -> {
            throw Refusal.notFound();
        })) {
            assertThatThrownBy(() -> later.within(LONG, "a")).isInstanceOf(Refusal.class);
        }
    }
}
