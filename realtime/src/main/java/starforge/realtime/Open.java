package starforge.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import starforge.bus.Event;
import starforge.bus.EventLog;
import starforge.bus.Tickets;
import starforge.bus.Topic;

/**
 * Says what may be told to those who watch what is open to all, {@code public} and {@code user:<name>}: of repositories that
 * everybody may read as of the event told last, whatever they were when it happened. And says what is told later to nobody,
 * as who did it is blocked or gone by then. Used under the lock of the {@link Hub}.
 */
final class Open {
    private static final Tickets.Grant NOBODY = new Tickets.Grant("", "", Set.of());
    private static final int KNOWN = 10_000;

    private final EventLog log;
    private final Guard guard;
    private Set<Long> ofAbsent = Set.of();
    private final Map<Long, Boolean> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > KNOWN;
        }
    };

    Open(EventLog log, Guard guard) {
        this.log = log;
        this.guard = guard;
    }

    /** Takes note of an event that may change who reads its repository, or whether somebody is there. */
    void after(Event event) {
        if (isOfAccount(event)) {
            lookForAbsent(event.seq());
        }
        if (Rights.CHANGES.contains(event.kind())) {
            known.remove(event.repoId());
        }
    }

    /** Forgets everything, and asks anew about what is kept up to a place in the log. */
    void startOver(long last) {
        known.clear();
        lookForAbsent(last);
    }

    private void lookForAbsent(long last) {
        ofAbsent = log.ofAbsent(Math.max(0, last - Ring.SIZE), last);
    }

    /** Whether an event is told later, too. */
    boolean isToldLater(Event event) {
        return !ofAbsent.contains(event.seq());
    }

    private static boolean isOfAccount(Event event) {
        return event.repoId() == 0 && event.kind().equals("acl");
    }

    /**
     * Whether an event may be told to anybody now. That a sign-in ended or an account was blocked is nobody's business; that
     * something was deleted is told with the topics it has, as nobody can be asked about it any more.
     *
     * @throws RuntimeException when nobody can be asked just now
     */
    boolean isOpen(Event event) {
        if (event.repoId() == 0) {
            return !event.kind().equals("acl");
        }
        return event.kind().equals("deleted") || known.computeIfAbsent(event.repoId(), this::mayAnybodyWatch);
    }

    private boolean mayAnybodyWatch(long repoId) {
        return guard.mayWatch(NOBODY, Topic.repo(repoId));
    }

    /** Whether a topic can be watched by anybody, so that its events have to be looked at one by one. */
    static boolean isOpen(Topic topic) {
        return topic.equals(Topic.PUBLIC) || topic.isOf("user");
    }
}
