package starforge.checks.checkers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Some second Javas, so that one hard file does not keep the others waiting. Each is started when all before it are busy, and
 * ended when nobody needed it for some minutes.
 */
final class Seconds implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final List<SecondProcess> all;
    private final BlockingDeque<SecondProcess> free;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "second-java-idle");
        thread.setDaemon(true);
        return thread;
    });

    Seconds(Cage cage, int count, int limitSeconds) {
        this.all = IntStream.range(0, count)
                .mapToObj(i -> new SecondProcess(cage, limitSeconds))
                .toList();
        this.free = new LinkedBlockingDeque<>(all);
        var unused = looking.scheduleWithFixedDelay(this::endIdle, 1, 1, TimeUnit.MINUTES);
    }

    List<Finding> check(Frames.Question question) throws IOException, InterruptedException {
        // The one that was used last is warm.
        SecondProcess one = free.takeFirst();
        try {
            return one.check(question);
        } finally {
            free.addFirst(one);
        }
    }

    private void endIdle() {
        all.forEach(each -> each.endIfIdle(IDLE));
    }

    @Override
    public void close() {
        looking.shutdownNow();
        all.forEach(SecondProcess::close);
    }
}
