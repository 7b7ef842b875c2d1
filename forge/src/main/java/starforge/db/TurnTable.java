package starforge.db;

import org.jdbi.v3.core.Handle;

/** The one row that every change of a shared database holds while it is made. */
final class TurnTable {
    /** Waits for the changes of other processes; holds off theirs until this transaction ends. */
    void take(Handle handle) {
        handle.createQuery("select changes from turns where id = 1 for update")
                .mapTo(Long.class)
                .one();
    }

    /** Counts a change of which no event tells. */
    void count(Handle handle) {
        handle.execute("update turns set changes = changes + 1 where id = 1");
    }

    long changes(Handle handle) {
        return handle.createQuery("select changes from turns where id = 1")
                .mapTo(Long.class)
                .one();
    }
}
