package starforge.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import starforge.access.Identity;

/** One who follows the log: sent what happens as it happens, and a sign of life when nothing does. */
final class Following {
    private final Reading reading;
    private final StreamForm form;
    private final OutputStream out;
    private final Duration heartbeat;
    private long sentAt = System.nanoTime();

    /**
     * Prepares the following.
     *
     * @param heartbeat the longest that nothing is written
     */
    Following(Reading reading, StreamForm form, OutputStream out, Duration heartbeat) {
        this.reading = reading;
        this.form = form;
        this.out = out;
        this.heartbeat = heartbeat;
    }

    /** Goes on until the forge closes, the asker may not ask any longer (what {@code who} throws), or nobody reads. */
    void run(Followers.Place place, Supplier<Identity> who) throws IOException, InterruptedException {
        out.flush();
        while (place.isOpen()) {
            String text = reading.next(who, Reading.BATCH);
            if (!text.isEmpty()) {
                send(text);
            } else if (left().isNegative()) {
                send(form.pause());
            }
            if (reading.isAtEnd()) {
                place.sleep(reading.at(), left());
            }
        }
    }

    private Duration left() {
        return heartbeat.minusNanos(System.nanoTime() - sentAt);
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        sentAt = System.nanoTime();
    }
}
