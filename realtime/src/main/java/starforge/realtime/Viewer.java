package starforge.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/**
 * One watcher: what it watches, how far it has been told, and the bound on what waits for it. After the hello it is held
 * back for {@link #HELD}, so that a resume can put missed events before the new ones; its first command ends that earlier.
 * The methods that place it in the order of events are called under the lock of the {@link Hub}; the others by anybody.
 */
final class Viewer {
    /** So many messages may wait for one connection. */
    static final int MESSAGES = 64;

    /** So many bytes may wait, and one more message. */
    static final int BYTES = 256 * 1024;

    /** So many topics may be watched by one connection. */
    static final int TOPICS = 128;

    static final Duration HELD = Duration.ofSeconds(1);

    /** Time for the other side to answer a close. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Tickets.Grant grant;
    private final Line line;
    private final Clock clock;
    private final Pulse pulse;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    private volatile Instant heldUntil = Instant.MAX;
    private volatile Instant cutAt = Instant.MAX;
    private volatile boolean slow;
    private volatile boolean live;

    /** Everything behind this place has been told, or will be. */
    private long from;
    /** Whether anything behind {@link #from} has been told. */
    private boolean told;

    Viewer(Tickets.Grant grant, Line line, Clock clock) {
        this.grant = grant;
        this.line = line;
        this.clock = clock;
        this.pulse = new Pulse(clock.instant());
        topics.addAll(grant.topics());
    }

    Tickets.Grant grant() {
        return grant;
    }

    /** What is watched now; changed by the {@link Hub} only. */
    Set<Topic> topics() {
        return topics;
    }

    boolean hasEnded() {
        return !cutAt.equals(Instant.MAX);
    }

    /** Whether this connection was dropped because it did not read fast enough. */
    boolean wasSlow() {
        return slow;
    }

    /** Greets, and holds back what happens behind {@code seq} until the viewer says what it knows. */
    void welcome(long seq) {
        from = seq;
        heldUntil = clock.instant().plus(HELD);
        send(Texts.hello(seq, topics));
    }

    boolean isHeld() {
        return !live;
    }

    /**
     * Tells what was missed behind {@code after}, then that this was all; from then on everything. Says reload where that
     * is not possible in order: when the ring does not reach there, or newer events have been told already.
     *
     * @return number of events told
     */
    int resume(Ring ring, Open open, long after) {
        live = true;
        long until = told ? from : ring.last();
        List<Text> missed = ring.between(after, until, topics, open);
        if (!ring.reaches(after) || (told && !missed.isEmpty())) {
            from = told ? from : ring.last();
            send(Texts.RELOAD);
            return 0;
        }
        from = told ? Math.min(from, after) : after;
        replay(missed);
        send(Texts.resumed(ring.last()));
        return missed.size();
    }

    /** Ends the holding back of one who did not resume. */
    int release(Ring ring, Open open) {
        live = true;
        if (!ring.reaches(from)) {
            from = ring.last();
            send(Texts.RELOAD);
            return 0;
        }
        List<Text> missed = ring.between(from, ring.last(), topics, open);
        replay(missed);
        return missed.size();
    }

    /** Tells an event that is next in order; nothing while held back, as it is told later. */
    boolean tell(Text event) {
        if (!live) {
            return false;
        }
        told = true;
        return send(event);
    }

    /** Tells that the order of events broke at the source. */
    void startOver(long seq) {
        live = true;
        told = false;
        from = seq;
        send(Texts.RELOAD);
    }

    /** Sends a message, or drops the connection when too much waits already. */
    boolean send(Text text) {
        if (hasEnded()) {
            return false;
        }
        if (messages.get() >= MESSAGES || bytes.get() >= BYTES) {
            slow = true;
            drop(Closing.SLOW);
            return false;
        }
        messages.incrementAndGet();
        bytes.addAndGet(text.size());
        line.send(text, () -> sent(text));
        return true;
    }

    /** Says why and closes; nothing is sent from now on. */
    void end(Closing why) {
        end(why.code(), why.reason());
    }

    /** Closes with a code of the protocol (RFC 6455 section 7.4.1). */
    void end(int code, String reason) {
        if (!hasEnded()) {
            cutAt = clock.instant().plus(FAREWELL);
            line.close(code, reason);
        }
    }

    /** The other side wants to know whether this one is there. */
    void ping(byte[] payload) {
        if (!hasEnded()) {
            line.pong(payload);
        }
    }

    void pong() {
        pulse.pong();
    }

    /** Does what is due: ping, drop the silent, cut those who do not answer a close. */
    void tick(Instant now) {
        if (hasEnded()) {
            if (!now.isBefore(cutAt)) {
                line.cut();
            }
        } else if (pulse.isSilent(now)) {
            drop(Closing.SILENT);
        } else if (pulse.pingDue(now)) {
            line.ping();
        }
    }

    /** Whether it was held back long enough. */
    boolean isReleaseDue(Instant now) {
        return !live && !now.isBefore(heldUntil);
    }

    /** These do not count as waiting: the ring holds their bytes anyway, and it happens once in a connection. */
    private void replay(List<Text> missed) {
        told |= !missed.isEmpty();
        for (Text event : missed) {
            line.send(event, () -> {});
        }
    }

    private void sent(Text text) {
        messages.decrementAndGet();
        bytes.addAndGet(-text.size());
    }

    private void drop(Closing why) {
        end(why);
        line.cut();
    }
}
