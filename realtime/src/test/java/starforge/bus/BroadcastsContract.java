package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Broadcasts} keeps. */
abstract class BroadcastsContract {
    private Broadcasts broadcasts;

    /** A new one, which has told nothing yet. */
    abstract Broadcasts open();

    @BeforeEach
    void start() {
        broadcasts = open();
    }

    @AfterEach
    void stop() {
        broadcasts.close();
    }

    @Test
    void every_listener_gets_every_event_in_the_order_of_sending() throws Exception {
        BlockingQueue<Event> one = listening();
        BlockingQueue<Event> other = listening();
        LongStream.rangeClosed(1, 500).forEach(seq -> broadcasts.send(event(seq)));
        assertThat(next(one, 500)).containsExactlyElementsOf(upTo(500));
        assertThat(next(other, 500)).containsExactlyElementsOf(upTo(500));
    }

    @Test
    void event_arrives_as_it_was_sent() throws Exception {
        BlockingQueue<Event> heard = listening();
        broadcasts.send(event(7));
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(event(7));
    }

    @Test
    void listener_that_throws_keeps_its_place_and_harms_no_other() throws Exception {
        BlockingQueue<Event> before = new LinkedBlockingQueue<>();
        Consumer<Event> broken = event -> {
            before.add(event);
            throw new IllegalStateException("broken on purpose");
        };
        broadcasts.listen(broken);
        BlockingQueue<Event> behind = listening();
        broadcasts.send(event(1));
        broadcasts.send(event(2));
        assertThat(next(behind, 2)).containsExactly(1L, 2L);
        assertThat(next(before, 2)).containsExactly(1L, 2L);
    }

    @Test
    void closed_subscription_hears_nothing_more() throws Exception {
        BlockingQueue<Event> gone = new LinkedBlockingQueue<>();
        Broadcasts.Subscription subscription = broadcasts.listen(gone::add);
        BlockingQueue<Event> stays = listening();
        broadcasts.send(event(1));
        assertThat(next(stays, 1)).containsExactly(1L);
        subscription.close();
        broadcasts.send(event(2));
        assertThat(next(stays, 1)).containsExactly(2L);
        assertThat(gone).hasSize(1);
    }

    @Test
    void sender_does_not_wait_for_a_listener() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        broadcasts.listen(event -> {
            await(sent);
            heard.countDown();
        });
        broadcasts.send(event(1));
        sent.countDown();
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sending_after_the_end_does_nothing() throws Exception {
        BlockingQueue<Event> heard = listening();
        broadcasts.send(event(1));
        assertThat(next(heard, 1)).containsExactly(1L);
        broadcasts.close();
        broadcasts.send(event(2));
        assertThat(heard).isEmpty();
    }

    private BlockingQueue<Event> listening() {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        broadcasts.listen(heard::add);
        return heard;
    }

    static Event event(long seq) {
        return Events.event(seq, "pushed", Topic.repo(42), Topic.PUBLIC);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Long> next(BlockingQueue<Event> heard, int count) throws InterruptedException {
        List<Event> some = new java.util.ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (some.size() < count && System.nanoTime() < deadline) {
            Event event = heard.poll(100, TimeUnit.MILLISECONDS);
            if (event != null) {
                some.add(event);
            }
        }
        return some.stream().map(Event::seq).toList();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
