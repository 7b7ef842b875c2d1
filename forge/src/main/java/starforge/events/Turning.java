package starforge.events;

import java.util.Set;
import starforge.web.PageClock;

/** Tells the clock of the pages what an event changes. */
public final class Turning {
    /** What shows on pages of its repository and on lists; whatever else happens, rights above all, may show anywhere. */
    private static final Set<String> WITHIN_ITS_REPOSITORY =
            Set.of("created", "forked", "starred", "unstarred", "watched", "pushed", "released", "checked", "flagged");

    /** What is told of a job, or to one person, alone: no kept page shows it. What a job changes says so itself. */
    private static final Set<String> NOWHERE = Set.of("progress", "done", "failed", "cancelled", "noted");

    /** What shows on pages about people alone, never on one of a repository. */
    private static final Set<String> ABOUT_PEOPLE = Set.of("followed", "unfollowed");

    private final PageClock clock;

    public Turning(PageClock clock) {
        this.clock = clock;
    }

    /**
     * Notes an event, by whatever way it came.
     *
     * @param kind as in {@link starforge.bus.Event}
     * @param repo number of the repository, 0 for none
     */
    public void happened(String kind, long repo) {
        if (ABOUT_PEOPLE.contains(kind) || (repo > 0 && WITHIN_ITS_REPOSITORY.contains(kind))) {
            clock.changed(repo);
        } else if (!NOWHERE.contains(kind)) {
            clock.everythingChanged();
        }
    }
}
