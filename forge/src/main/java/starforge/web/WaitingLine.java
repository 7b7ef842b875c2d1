package starforge.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import starforge.access.Refusal;

/**
 * Lets a few at once do what costs much. The others wait in line; who would have to wait too long, or finds the line too long, is
 * sent away. So costly work never takes all threads of the server, nor all of its processors for long. Safe for use by many
 * threads.
 */
final class WaitingLine {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Semaphore places;
    private final int longest;
    private final Duration patience;
    private final String sentence;

    /**
     * Sets it up.
     *
     * @param most who are inside at once
     * @param longest how many may wait, about
     * @param sentence key of what is said to those who are sent away
     */
    WaitingLine(int most, int longest, Duration patience, String sentence) {
        this.places = new Semaphore(most, true);
        this.longest = longest;
        this.patience = patience;
        this.sentence = sentence;
    }

    /**
     * Goes in, to leave again.
     *
     * @throws Refusal TOO_MANY when there was no place in time
     */
    void enter() {
        if (!places.tryAcquire() && (places.getQueueLength() >= longest || !await())) {
            throw Refusal.tooMany(SOON, sentence);
        }
    }

    private boolean await() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the place to the next. */
    void leave() {
        places.release();
    }

    /** How many wait now, about. */
    int waiting() {
        return places.getQueueLength();
    }
}
