package starforge.realtime;

import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Event;
import starforge.bus.Topic;

/** Takes from viewers what the {@link Guard} no longer allows, and closes those who are left with nothing. */
final class Rights {
    private static final Logger LOG = LoggerFactory.getLogger(Rights.class);

    /** Kinds of events after which somebody may have lost a right. */
    static final Set<String> CHANGES = Set.of("acl", "deleted", "renamed");

    private final Guard guard;
    private final Watchers watchers;

    Rights(Guard guard, Watchers watchers) {
        this.guard = guard;
        this.watchers = watchers;
    }

    /** Asks again about everybody whom an event concerns. */
    void after(Event event) {
        if (CHANGES.contains(event.kind())) {
            watchers.concernedBy(event).forEach(this::confirm);
        }
    }

    /** Whether what a page is about is lost, and nothing is left but what its reader is told in person. */
    private static boolean isOnlyBell(Viewer viewer) {
        return viewer.topics().stream().allMatch(topic -> topic.isOf("inbox"));
    }

    /** Asks about all that a viewer watches; false when it was closed: nothing is left, or nobody can say. */
    boolean confirm(Viewer viewer) {
        try {
            List<Topic> lost = viewer.topics().stream()
                    .filter(topic -> !guard.mayWatch(viewer.grant(), topic))
                    .toList();
            lost.forEach(topic -> watchers.unwatch(viewer, topic));
            if (viewer.topics().isEmpty() || (!lost.isEmpty() && isOnlyBell(viewer))) {
                viewer.end(Closing.NOT_ALLOWED);
            }
        } catch (RuntimeException e) {
            LOG.warn("Nobody could say what a viewer may watch, so it has to come back: {}", e.toString());
            viewer.end(Closing.UNSURE);
        }
        return !viewer.hasEnded();
    }
}
