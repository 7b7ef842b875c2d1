package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryBroadcastsTest extends BroadcastsContract {
    @Override
    Broadcasts open() {
        return new MemoryBroadcasts();
    }

    @Test
    void what_waits_behind_a_listener_that_stands_still_is_bounded() {
        CountDownLatch moving = new CountDownLatch(1);
        List<Long> heard = new CopyOnWriteArrayList<>();
        MemoryBroadcasts broadcasts = new MemoryBroadcasts();
        broadcasts.listen(event -> await(moving));
        broadcasts.listen(event -> heard.add(event.seq()));
        for (int seq = 1; seq <= MemoryBroadcasts.WAITING + 100; seq++) {
            broadcasts.send(event(seq));
        }
        moving.countDown();
        broadcasts.close();
        assertThat(broadcasts.dropped()).isBetween(99L, 100L);
        assertThat(heard).isSorted().startsWith(1L).hasSize((int)
                (MemoryBroadcasts.WAITING + 100 - broadcasts.dropped()));
    }
}
