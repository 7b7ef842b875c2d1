package starforge.db;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change of the database while it is being made. Used by one thread. */
public final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Handle handle;
    private final List<Runnable> lastly = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> onEnd = new ArrayList<>();
    private boolean accounted;

    Transaction(Handle handle) {
        this.handle = handle;
    }

    public Handle handle() {
        return handle;
    }

    /** Runs a step as one of the last statements, when all else is done: for locks that should be held shortly. */
    public void lastly(Runnable step) {
        lastly.add(step);
    }

    /** Runs a step once everything is stored; nobody is told of what may still be rolled back. */
    public void afterCommit(Runnable step) {
        afterCommit.add(step);
    }

    /** Runs a step when the transaction is over, stored or not. */
    public void onEnd(Runnable step) {
        onEnd.add(step);
    }

    /**
     * Says that whoever keeps what was read before need not be told of this change by the database: they are told what it was
     * by its event, or it is nothing that is shown, such as when a key was last used.
     */
    public void accounted() {
        accounted = true;
    }

    boolean isAccounted() {
        return accounted;
    }

    void end() {
        onEnd.forEach(Runnable::run);
    }

    void finish() {
        lastly.forEach(Runnable::run);
    }

    void committed() {
        for (Runnable step : afterCommit) {
            try {
                step.run();
            } catch (RuntimeException e) {
                LOG.error("A step after a commit failed; the change itself is stored", e);
            }
        }
    }
}
