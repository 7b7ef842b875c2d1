package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import starforge.access.Refusal;

/** Which branch of a repository is shown first. Safe for use by several threads. */
public final class DefaultBranches {
    private final Repositories repositories;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    public DefaultBranches(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Says what to do after another branch was made the default, by the repository's number. */
    public void onChange(LongConsumer step) {
        listeners.add(step);
    }

    /** The default branch of a repository, by its number. */
    public DefaultBranch of(long id) {
        try (Repository repository = repositories.open(id)) {
            boolean isThere = repository.resolve(Constants.HEAD) != null;
            return new DefaultBranch(name(repository), isThere, !isThere && isEmpty(repository));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a branch the default.
     *
     * @param branch short name of a branch that is there, or any in an empty repository
     * @throws Refusal INVALID when there is no such branch, UNAVAILABLE when it cannot be written now
     */
    public void set(long id, String branch) {
        check(branch);
        try (Repository repository = repositories.open(id)) {
            if (!isEmpty(repository) && repository.exactRef(Constants.R_HEADS + branch) == null) {
                throw Refusal.invalid("branch", "git.no-branch", branch);
            }
            point(repository, branch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listeners.forEach(step -> step.accept(id));
    }

    /** Refuses a name that no branch can have, as INVALID. */
    static void check(String branch) {
        RefRules.branchProblem(branch).ifPresent(problem -> {
            throw Refusal.inWords(Refusal.Reason.INVALID, "branch", problem);
        });
    }

    static String name(Repository repository) throws IOException {
        return Optional.ofNullable(repository.getFullBranch()) // null when there is no HEAD any more
                .map(Repository::shortenRefName)
                .orElse("main");
    }

    /** Makes {@code HEAD} name a branch. */
    static void point(Repository repository, String branch) throws IOException {
        RefUpdate head = repository.updateRef(Constants.HEAD);
        head.disableRefLog();
        RefUpdate.Result result = head.link(Constants.R_HEADS + branch);
        if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "git.default-branch-busy");
        }
    }

    private static boolean isEmpty(Repository repository) throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).isEmpty();
    }
}
