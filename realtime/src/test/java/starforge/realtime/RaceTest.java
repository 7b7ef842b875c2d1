package starforge.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import starforge.bus.Event;
import starforge.bus.HandClock;
import starforge.bus.ListLog;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Events, lost and doubled broadcasts, and resumes all at once: every viewer sees every event once and in order. */
class RaceTest {
    private static final Topic LANTERN = Topic.repo(42);
    private static final int EVENTS = 1500;
    private static final int VIEWERS = 40;

    private final ListLog log = new ListLog();
    private final HandClock clock = new HandClock();
    private final Hub hub = new Hub(log, (grant, topic) -> true, clock);

    @RepeatedTest(3)
    void nobody_loses_doubles_or_reorders() throws Exception {
        hub.start();
        CompletableFuture<Void> happening = CompletableFuture.runAsync(this::happen);
        List<CompletableFuture<Seen>> joining = IntStream.range(0, VIEWERS)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> comeBack(i)))
                .toList();
        happening.get();
        List<Seen> seen = joining.stream().map(CompletableFuture::join).toList();
        hub.look();
        assertThat(seen).allSatisfy(one -> assertThat(one.events()).isEqualTo(upFrom(one.after())));
    }

    /** Broadcasts go missing, come twice and change places. */
    private void happen() {
        Random random = new Random(42);
        List<Event> late = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Event event = log.write("pushed", LANTERN);
            int fate = random.nextInt(10);
            if (fate < 7) {
                hub.accept(event);
            } else if (fate < 9) {
                late.add(event);
            }
            if (fate == 0) {
                late.forEach(hub::accept);
                late.clear();
            }
        }
    }

    private Seen comeBack(int nth) {
        while (hub.last() < (long) nth * EVENTS / VIEWERS) {
            Thread.onSpinWait();
        }
        ListLine line = new ListLine();
        Viewer viewer = new Viewer(new Tickets.Grant("mira", "s", Set.of(LANTERN)), line, clock);
        long after = Math.max(0, hub.last() - nth * 7L % 300);
        hub.join(viewer);
        hub.resume(viewer, after);
        return new Seen(after, line);
    }

    private static List<String> upFrom(long after) {
        return LongStream.rangeClosed(after + 1, EVENTS)
                .mapToObj(Long::toString)
                .toList();
    }

    private record Seen(long after, ListLine line) {
        List<String> events() {
            return line.said().stream().filter(said -> !said.contains(" ")).toList();
        }
    }
}
