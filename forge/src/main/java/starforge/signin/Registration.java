package starforge.signin;

import starforge.db.Database;
import starforge.db.Transaction;

/** Whether anybody may make an account: as the forge was started, until an administrator decides otherwise. */
public final class Registration {
    private final Database database;
    private final boolean configured;
    private final RegistrationTable table = new RegistrationTable();

    /**
     * Prepares to tell.
     *
     * @param configured what holds while nobody has decided
     */
    public Registration(Database database, boolean configured) {
        this.database = database;
        this.configured = configured;
    }

    public boolean isOpen() {
        return database.read(table::find).map("open"::equals).orElse(configured);
    }

    public void set(Transaction transaction, boolean open) {
        table.set(transaction.handle(), open ? "open" : "closed");
    }
}
