package starforge.live;

import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.bus.Tickets.Grant;
import starforge.bus.Topic;
import starforge.realtime.Guard;
import starforge.web.Session;
import starforge.web.Sessions;

/** Says who may watch what, by the rights of this moment: a sign-in that has ended watches nothing. */
public final class TopicGuard implements Guard {
    private final Gate gate;
    private final Sessions sessions;

    public TopicGuard(Gate gate, Sessions sessions) {
        this.gate = gate;
        this.sessions = sessions;
    }

    @Override
    public boolean mayWatch(Grant grant, Topic topic) {
        if (grant.session().isEmpty()) {
            return mayWatch(Identity.ANONYMOUS, topic);
        }
        Optional<Session> session = sessions.byKey(grant.session());
        return session.isPresent() && mayWatch(session.get().who(), topic);
    }

    /** Says whether somebody may watch a topic: repositories they may read, and what is told to all. */
    public boolean mayWatch(Identity who, Topic topic) {
        if (topic.isOf("repo")) {
            return gate.level(who, Long.parseLong(topic.key())).includes(Level.READ);
        }
        return topic.equals(Topic.PUBLIC) || topic.isOf("user");
    }
}
