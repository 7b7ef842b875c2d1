package starforge.events;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.bus.Event;

/** Says which events somebody may see by the rights of this moment. Good for one batch, as rights change. */
final class Sight {
    private final Gate gate;
    private final Identity who;
    private final Map<Long, Boolean> readable = new HashMap<>();

    Sight(Gate gate, Identity who) {
        this.gate = gate;
        this.who = who;
    }

    /**
     * Whether the asker may see an event: what happened to a repository by the right to read it now, whatever it was then;
     * what concerns an account by being that account. What is left of a deleted repository is for admins.
     */
    boolean reaches(Event event) {
        if (who.admin()) {
            return true;
        }
        return event.repoId() > 0
                ? readable.computeIfAbsent(event.repoId(), this::mayRead)
                : !who.isAnonymous() && event.actor().equals(who.name());
    }

    private boolean mayRead(long repoId) {
        return gate.level(who, repoId).includes(Level.READ);
    }
}
