package starforge.checks;

import java.util.OptionalInt;
import java.util.function.Supplier;
import starforge.access.Refusal;
import starforge.db.Transaction;
import starforge.flags.Flag;
import starforge.flags.FlagWish;
import starforge.flags.Flags;
import starforge.jobs.Job;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.words.Words;

/** The flag {@code checks} of a commit: what the check of its push came to. */
public final class CheckFlag {
    private static final String UID = "checks";

    private final Flags flags;
    private final Repos repos;
    private final Supplier<String> address;

    /**
     * Gets ready.
     *
     * @param address where people reach the forge, without a slash at the end
     */
    public CheckFlag(Flags flags, Repos repos, Supplier<String> address) {
        this.flags = flags;
        this.repos = repos;
        this.address = address;
    }

    void set(Transaction transaction, Job job, String commit, Run run) {
        Repo repo = repos.find(job.repoId()).orElseThrow(Refusal::notFound);
        Words words = Words.english();
        String comment = String.join(
                ", ",
                words.say("checks.files", run.files()),
                words.say("checks.errors", run.errors()),
                words.say("checks.warnings", run.warnings()));
        FlagWish wish = new FlagWish(
                UID,
                words.say("checks.title"),
                run.isFine() ? Flag.Status.SUCCESS : Flag.Status.FAILURE,
                OptionalInt.empty(),
                comment,
                address.get() + repo.url() + "/c/" + commit);
        flags.set(transaction, repo.id(), commit, new Flags.Setter(job.userId(), job.user(), job.id()), wish);
    }
}
