package starforge.git.ssh;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.sshd.server.session.ServerSession;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.git.Conversations;
import starforge.git.Conversations.Line;
import starforge.words.Words;

/** Does what clients ask for, when they may. What they may not see is told in the same words as what is not there. */
final class Desk {
    private static final Set<Refusal.Reason> TELLS_EXISTENCE =
            EnumSet.of(Refusal.Reason.LOGIN, Refusal.Reason.NOT_FOUND);

    private final Gate gate;
    private final KeyDoor door;
    private final Conversations conversations;

    Desk(Gate gate, KeyDoor door, Conversations conversations) {
        this.gate = gate;
        this.door = door;
        this.conversations = conversations;
    }

    /** Runs a command of somebody who has signed in. */
    String run(String command, ServerSession session, Line line) throws IOException {
        Identity who = who(session);
        Asked asked = Asked.of(command).orElseThrow(() -> new Refusal(Refusal.Reason.MALFORMED, "ssh.git-only"));
        RepoName name = asked.repo().orElseThrow(Desk::noRepo);
        Gate.Entry entry = enter(who, name, asked);
        switch (asked.service()) {
            case FETCH -> conversations.fetch(entry, line);
            case PUSH -> conversations.push(who, entry, line);
        }
        return "";
    }

    /** What somebody reads who asks for a shell. */
    String greet(ServerSession session) {
        Identity who = who(session);
        return Words.english().say(who.onlyRepo() > 0 ? "ssh.hello-deploy-key" : "ssh.hello", who.name());
    }

    private Identity who(ServerSession session) {
        return door.who(session).orElseThrow(() -> new Refusal(Refusal.Reason.LOGIN, "ssh.key-gone"));
    }

    private Gate.Entry enter(Identity who, RepoName name, Asked asked) {
        try {
            return gate.require(who, name, asked.service().needed());
        } catch (Refusal e) {
            throw TELLS_EXISTENCE.contains(e.reason()) ? noRepo() : e;
        }
    }

    private static Refusal noRepo() {
        return new Refusal(Refusal.Reason.NOT_FOUND, "ssh.no-repo");
    }
}
