package starforge.events;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.bus.Event;

/** Says which events of a batch somebody may see by the rights of this moment. Good for that batch, as rights change. */
final class Sight {
    private final Identity who;
    private final Set<Long> readable;

    Sight(Gate gate, Identity who, List<Event> batch) {
        this.who = who;
        Set<Long> repos = who.admin()
                ? Set.of()
                : batch.stream().map(Event::repoId).filter(id -> id > 0).collect(Collectors.toSet());
        this.readable = gate.readable(who, repos);
    }

    /**
     * Whether the asker may see an event of the batch: what happened to a repository by the right to read it now, whatever it
     * was then; what concerns an account by being that account. What is left of a deleted repository is for admins.
     */
    boolean reaches(Event event) {
        if (who.admin()) {
            return true;
        }
        return event.repoId() > 0
                ? readable.contains(event.repoId())
                : !who.isAnonymous() && event.actor().equals(who.name());
    }
}
