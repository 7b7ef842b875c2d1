package starforge.git.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.git.Repositories;

/** The one way to read a repository: opens it, bounds the time, closes it, and turns what cannot be read into a refusal. */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final Repositories repositories;
    private final Duration patience;

    /** What is done with an open repository. */
    interface Work<T> {
        T in(Opened repo) throws IOException;
    }

    Reading(Repositories repositories, Duration patience) {
        this.repositories = repositories;
        this.patience = patience;
    }

    /** Does the work; a huge object is {@code TOO_LARGE}, a missing or broken one {@code DAMAGED}. */
    <T> T of(long id, Work<T> work) {
        return in(id, () -> repositories.open(id), work);
    }

    /** As {@link #of}, with the objects of another repository beside those of the first. */
    <T> T beside(long id, long other, Work<T> work) {
        return in(id, () -> repositories.openBeside(id, other), work);
    }

    private <T> T in(long id, Supplier<Repository> open, Work<T> work) {
        Deadline deadline = Deadline.in(patience);
        try (Repository repository = open.get();
                Opened opened = new Opened(repository, repository.newObjectReader(), deadline)) {
            return work.in(opened);
        } catch (LargeObjectException e) {
            throw new Refusal(e, Refusal.Reason.TOO_LARGE, "reading.too-large");
        } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
            if (repositories.exists(id)) {
                LOG.warn("repository {} is damaged: {}", id, e.getMessage());
            }
            throw new Refusal(e, Refusal.Reason.DAMAGED, "reading.damaged");
        } catch (IOException e) {
            throw deadline.isOver() ? deadline.refusal() : new UncheckedIOException(e);
        }
    }
}
