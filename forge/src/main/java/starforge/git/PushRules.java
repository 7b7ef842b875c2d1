package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import starforge.access.RefGuard.Move;
import starforge.words.Words;

/** The forge's own rules for what a push asks for, beside those that JGit knows. */
final class PushRules {
    /** Why a ref cannot move that is not where the client believes it to be. */
    static final String MOVED = say("git.push.moved");

    private final ReceivePack push;
    private final BiFunction<String, Move, Optional<String>> guard;

    /**
     * Prepares them.
     *
     * @param guard says in a sentence why a ref may not move so, if it may not
     */
    PushRules(ReceivePack push, BiFunction<String, Move, Optional<String>> guard) {
        this.push = push;
        this.guard = guard;
    }

    /** Refuses the commands that break a rule, each with its sentence. */
    void apply() {
        for (ReceiveCommand command : push.getAllCommands()) {
            refusal(command).ifPresent(why -> command.setResult(Result.REJECTED_OTHER_REASON, why));
        }
    }

    private Optional<String> refusal(ReceiveCommand command) {
        boolean deletes = command.getType() == ReceiveCommand.Type.DELETE;
        Optional<String> problem = RefRules.problem(command.getRefName());
        if (problem.isPresent() && (!deletes || RefRules.hides(command.getRefName()))) {
            return problem;
        }
        if (deletes && isDefault(command.getRefName())) {
            return Optional.of(say("git.push.default-branch"));
        }
        if (!deletes && isBranch(command) && !isCommit(command.getNewId())) {
            return Optional.of(say("git.push.no-commit"));
        }
        return hasMoved(command) ? Optional.of(MOVED) : guard.apply(command.getRefName(), move(command));
    }

    /** How the ref would move; JGit has compared old and new before this is asked. */
    private static Move move(ReceiveCommand command) {
        return switch (command.getType()) {
            case CREATE -> Move.CREATE;
            case DELETE -> Move.DELETE;
            case UPDATE -> Move.FORWARD;
            case UPDATE_NONFASTFORWARD -> Move.REWIND;
        };
    }

    private boolean isDefault(String ref) {
        try {
            return ref.equals(push.getRepository().getFullBranch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isBranch(ReceiveCommand command) {
        return command.getRefName().startsWith(Constants.R_HEADS);
    }

    private boolean isCommit(ObjectId id) {
        try {
            return push.getRevWalk().parseAny(id) instanceof RevCommit;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says whether the ref is no longer what the client believes it to be. */
    private boolean hasMoved(ReceiveCommand command) {
        Ref now = push.getAdvertisedRefs().get(command.getRefName());
        ObjectId id = now == null || now.getObjectId() == null ? ObjectId.zeroId() : now.getObjectId();
        boolean unsure = command.getType() == ReceiveCommand.Type.DELETE
                && AnyObjectId.isEqual(command.getOldId(), ObjectId.zeroId());
        return !unsure && !AnyObjectId.isEqual(id, command.getOldId());
    }

    private static String say(String key) {
        return Words.english().say(key);
    }
}
