package starforge.audit;

import java.util.List;
import org.jdbi.v3.core.Handle;

final class AuditTable {
    /** So many lines are kept; people can add some by themselves, and the disk is not theirs to fill. */
    private static final int KEPT = 100_000;

    void insert(Handle handle, Deed deed) {
        handle.createUpdate("""
                        insert into audit (at, actor, deed, subject, detail)
                        values (:at, :actor, :what, :subject, :detail)""")
                .bind("at", deed.at())
                .bind("actor", deed.actor())
                .bind("what", deed.what())
                .bind("subject", deed.subject())
                .bind("detail", deed.detail())
                .execute();
        handle.createUpdate("delete from audit where id <= (select max(id) from audit) - :kept")
                .bind("kept", KEPT)
                .execute();
    }

    List<Deed> latest(Handle handle, int offset, int limit) {
        return handle.createQuery("select * from audit order by id desc limit :limit offset :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new Deed(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("deed"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }

    int count(Handle handle) {
        return handle.createQuery("select count(*) from audit")
                .mapTo(Integer.class)
                .one();
    }
}
