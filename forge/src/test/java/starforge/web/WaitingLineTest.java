package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import starforge.access.Refusal;

class WaitingLineTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static void assertSentAway(WaitingLine line) {
        assertThatThrownBy(line::enter).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason())
                .isEqualTo(Refusal.Reason.TOO_MANY));
    }

    @Test
    void so_many_go_in_and_the_next_one_after_somebody_left() {
        WaitingLine line = new WaitingLine(2, 0, LONG, "web.costly");
        line.enter();
        line.enter();
        assertSentAway(line);
        line.leave();
        line.enter();
        assertSentAway(line);
    }

    @Test
    void who_waits_goes_in_when_there_is_a_place_and_a_line_that_is_full_takes_nobody() throws Exception {
        WaitingLine line = new WaitingLine(1, 1, LONG, "web.costly");
        line.enter();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(line::enter);
        while (line.waiting() == 0 && !waiting.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(waiting).isNotDone();
        assertSentAway(line);
        line.leave();
        waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void who_waited_in_vain_is_sent_away() {
        WaitingLine line = new WaitingLine(1, 1, Duration.ofMillis(1), "web.costly");
        line.enter();
        assertSentAway(line);
        assertThat(line.waiting()).isZero();
    }
}
