package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import starforge.access.Refusal;

/** The one way to read a repository: opens it, bounds the time, closes it, and turns what is missing into a refusal. */
final class Reading {
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

    /** Does the work; an object that is not there is {@code NOT_FOUND}, a huge one {@code TOO_LARGE}, a broken one {@code UNAVAILABLE}. */
    <T> T of(long id, Work<T> work) {
        Deadline deadline = Deadline.in(patience);
        try (Repository repository = repositories.open(id);
                Opened opened = new Opened(repository, repository.newObjectReader(), deadline)) {
            return work.in(opened);
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new Refusal(Refusal.Reason.NOT_FOUND, Refusal.notFound().text(), e);
        } catch (LargeObjectException e) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "This is too large to be shown.", e);
        } catch (CorruptObjectException e) {
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "This part of the repository is damaged.", e);
        } catch (IOException e) {
            throw deadline.isOver() ? deadline.refusal() : new UncheckedIOException(e);
        }
    }
}
