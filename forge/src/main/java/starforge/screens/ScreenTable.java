package starforge.screens;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import starforge.boards.Board;

final class ScreenTable {
    /** What a board's number stands for, where there is such a board. */
    interface Known extends LongFunction<Optional<Board>> {}

    private final Known boards;

    ScreenTable(Known boards) {
        this.boards = boards;
    }

    List<Screen> all(Handle handle) {
        return handle.createQuery("select * from screens order by name, id")
                .map((row, context) -> screen(handle, row))
                .list();
    }

    Optional<Screen> find(Handle handle, long id) {
        return handle.createQuery("select * from screens where id = :id")
                .bind("id", id)
                .map((row, context) -> screen(handle, row))
                .findOne();
    }

    Optional<Long> byToken(Handle handle, String hash) {
        return handle.createQuery("select id from screens where token_hash = :hash")
                .bind("hash", hash)
                .mapTo(Long.class)
                .findOne();
    }

    long insert(Handle handle, String name, String model, String tokenHash, String approvedBy, Instant now) {
        return handle.createUpdate("""
                        insert into screens (name, model, token_hash, approved_by, created_at, remote, health)
                        values (:name, :model, :hash, :by, :now, '', '')""")
                .bind("name", name)
                .bind("model", model)
                .bind("hash", tokenHash)
                .bind("by", approvedBy)
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void token(Handle handle, long id, String hash) {
        handle.createUpdate("update screens set token_hash = :hash where id = :id")
                .bind("hash", hash)
                .bind("id", id)
                .execute();
    }

    void rename(Handle handle, long id, String name) {
        handle.createUpdate("update screens set name = :name where id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    void choose(Handle handle, long id, List<Board> chosen) {
        handle.createUpdate("delete from screen_boards where screen_id = :id")
                .bind("id", id)
                .execute();
        for (int place = 0; place < chosen.size(); place++) {
            handle.createUpdate("insert into screen_boards (screen_id, board_id, place) values (:id, :board, :place)")
                    .bind("id", id)
                    .bind("board", chosen.get(place).id())
                    .bind("place", place)
                    .execute();
        }
    }

    void seen(Handle handle, long id, String remote, Instant now) {
        handle.createUpdate("update screens set seen_at = :now, remote = :remote where id = :id")
                .bind("now", now)
                .bind("remote", remote)
                .bind("id", id)
                .execute();
    }

    void health(Handle handle, long id, Health health) {
        handle.createUpdate("update screens set health = :health where id = :id")
                .bind("health", health.toText())
                .bind("id", id)
                .execute();
    }

    boolean delete(Handle handle, long id) {
        return handle.createUpdate("delete from screens where id = :id")
                        .bind("id", id)
                        .execute()
                > 0;
    }

    void insertKey(Handle handle, String hash, long screenId, boolean ticket, Instant expiresAt) {
        handle.createUpdate("""
                        insert into screen_keys (key_hash, screen_id, ticket, expires_at)
                        values (:hash, :screen, :ticket, :expires)""")
                .bind("hash", hash)
                .bind("screen", screenId)
                .bind("ticket", ticket)
                .bind("expires", expiresAt)
                .execute();
    }

    Optional<Long> byKey(Handle handle, String hash, boolean ticket, Instant now) {
        return handle.createQuery("""
                        select screen_id from screen_keys
                        where key_hash = :hash and ticket = :ticket and expires_at > :now""")
                .bind("hash", hash)
                .bind("ticket", ticket)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
    }

    /** Takes away all keys of a kind that a screen has, and what is too old of anybody. */
    void deleteKeys(Handle handle, long screenId, boolean ticket, Instant now) {
        handle.createUpdate(
                        "delete from screen_keys where (screen_id = :screen and ticket = :ticket) or expires_at <= :now")
                .bind("screen", screenId)
                .bind("ticket", ticket)
                .bind("now", now)
                .execute();
    }

    private Screen screen(Handle handle, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        List<Board> shown = handle
                .createQuery("select board_id from screen_boards where screen_id = :id order by place")
                .bind("id", id)
                .mapTo(Long.class)
                .list()
                .stream()
                .flatMap(board -> boards.apply(board).stream())
                .toList();
        return new Screen(
                id,
                row.getString("name"),
                row.getString("model"),
                row.getString("approved_by"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("seen_at")).map(Timestamp::toInstant),
                row.getString("remote"),
                Health.ofText(row.getString("health")),
                shown);
    }
}
