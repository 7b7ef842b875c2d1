package starforge.git;

import java.io.EOFException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator.SubmoduleValidationException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.sha1.Sha1CollisionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.words.Words;

/** Why the objects of a push were not stored, in one sentence for whoever pushed. */
final class Unstored {
    private static final Logger LOG = LoggerFactory.getLogger(Unstored.class);

    private Unstored() {}

    static String sentence(Throwable problem, Repository repository, Limits limits) {
        if (problem instanceof Refusal refusal) {
            return refusal.text();
        }
        if (problem instanceof TooLargeObjectInPackException) {
            return say("git.push.file-too-large", Limits.words(limits.objectBytes()));
        }
        if (problem instanceof SubmoduleValidationException) {
            return say("git.push.gitmodules", String.valueOf(problem.getMessage()));
        }
        if (problem instanceof CorruptObjectException
                || problem instanceof MissingObjectException
                || problem instanceof IncorrectObjectTypeException) {
            return String.valueOf(problem.getMessage());
        }
        if (problem instanceof EOFException) {
            return say("git.push.cut-off");
        }
        if (problem instanceof Sha1CollisionException) {
            return say("git.push.forged");
        }
        LOG.warn("A push to {} could not be stored", repository, problem);
        return say("git.push.broken");
    }

    private static String say(String key, Object... values) {
        return Words.english().say(key, values);
    }
}
