package starforge.codesearch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.jobs.Task;

/** The job {@code snapshots}: makes those that are missing, one after the other, while there is room for more. */
public final class MissingTask implements Task {
    private static final Logger LOG = LoggerFactory.getLogger(MissingTask.class);

    private final Shelf shelf;
    private final SnapshotTask one;
    private final Supplier<List<Long>> repos;

    /**
     * Gets ready.
     *
     * @param repos numbers of all repositories, those pushed to last first
     */
    public MissingTask(Shelf shelf, SnapshotTask one, Supplier<List<Long>> repos) {
        this.shelf = shelf;
        this.one = one;
        this.repos = repos;
    }

    @Override
    public Duration limit() {
        return Duration.ofHours(2);
    }

    @Override
    public Done run(Errand errand) throws IOException {
        List<Long> all = repos.get();
        int made = 0;
        for (int i = 0; i < all.size() && shelf.hasRoom(); i++) {
            made += shelf.of(all.get(i)).isEmpty() && isMade(all.get(i)) ? 1 : 0;
            errand.progress(100 * (i + 1) / all.size());
        }
        return Done.with(Map.of("made", made));
    }

    /** One that cannot be read keeps no other one waiting; a full disk ends it all. */
    private boolean isMade(long repo) throws IOException {
        try {
            one.make(repo);
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() == Refusal.Reason.UNAVAILABLE) {
                throw refusal;
            }
            LOG.debug("Repository {} has no snapshot: {}", repo, refusal.text());
            return false;
        }
    }
}
