package starforge.live;

import java.util.Optional;
import java.util.Set;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.boards.Boards;
import starforge.bus.Tickets.Grant;
import starforge.bus.Topic;
import starforge.jobs.Jobs;
import starforge.realtime.Guard;
import starforge.screens.Screens;
import starforge.web.Exchange;
import starforge.web.Session;
import starforge.web.Sessions;

/** Says who may watch what, by the rights of this moment: a sign-in that has ended watches nothing. */
public final class TopicGuard implements Guard {
    private final Gate gate;
    private final Sessions sessions;
    private final Boards boards;
    private final Screens screens;
    private final Jobs jobs;

    public TopicGuard(Gate gate, Sessions sessions, Boards boards, Screens screens, Jobs jobs) {
        this.gate = gate;
        this.sessions = sessions;
        this.boards = boards;
        this.screens = screens;
        this.jobs = jobs;
    }

    /** What the reader of a page may be given: in the name of their sign-in or of the screen that they are. */
    Grant grant(Exchange exchange, Set<Topic> topics) {
        String session = exchange.session().map(Session::key).orElseGet(() -> screens.session(exchange));
        return new Grant(exchange.who().name(), session, topics);
    }

    @Override
    public boolean mayWatch(Grant grant, Topic topic) {
        if (grant.session().isEmpty()) {
            return mayWatch(Identity.ANONYMOUS, topic);
        }
        if (screens.isScreen(grant.session())) {
            return screens.mayWatch(grant.session(), topic);
        }
        Optional<Session> session = sessions.byKey(grant.session());
        return session.isPresent() && mayWatch(session.get().who(), topic);
    }

    /**
     * Says whether somebody may watch a topic: repositories they may read, boards they may see, what they asked for, and what
     * is told to all.
     */
    private boolean mayWatch(Identity who, Topic topic) {
        if (topic.isOf("repo")) {
            return gate.level(who, Long.parseLong(topic.key())).includes(Level.READ);
        }
        if (topic.isOf("board")) {
            return boards.find(Long.parseLong(topic.key()))
                    .filter(board -> boards.maySee(who, board))
                    .isPresent();
        }
        if (topic.isOf("job")) {
            return mayWatchJob(who, Long.parseLong(topic.key()));
        }
        if (topic.isOf("inbox")) {
            return !who.isAnonymous() && topic.equals(Topic.inbox(who.userId()));
        }
        return topic.equals(Topic.PUBLIC) || topic.isOf("user");
    }

    /** Who asked for it, who may read the repository it belongs to, and administrators. */
    private boolean mayWatchJob(Identity who, long id) {
        return jobs.find(id)
                .filter(job -> job.repoId() != 0
                        ? gate.level(who, job.repoId()).includes(Level.READ)
                        : !who.isAnonymous() && (who.admin() || job.userId() == who.userId()))
                .isPresent();
    }
}
