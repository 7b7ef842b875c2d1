package starforge.audit;

import java.time.Clock;
import java.util.List;
import starforge.db.Database;
import starforge.db.Transaction;

/** Writes and reads the log of changed rights. */
public final class Audit {
    private final Database database;
    private final Clock clock;
    private final AuditTable table = new AuditTable();

    public Audit(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Adds a line to a change; it is stored with the change or not at all.
     *
     * @param what key of its sentence below {@code audit.}, which may use the subject and the detail
     */
    public void note(Transaction transaction, String actor, String what, String subject, String detail) {
        table.insert(transaction.handle(), new Deed(clock.instant(), actor, what, subject, detail));
    }

    /** The newest lines first. */
    public List<Deed> latest(int offset, int limit) {
        return database.read(handle -> table.latest(handle, offset, limit));
    }

    public int count() {
        return database.read(table::count);
    }
}
