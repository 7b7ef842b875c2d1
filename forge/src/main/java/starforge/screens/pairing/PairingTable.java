package starforge.screens.pairing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class PairingTable {
    void insert(Handle handle, Pairing pairing, String deviceHash, String codeHash) {
        handle.createUpdate("""
                        insert into pairings (device_hash, code_hash, model, name, remote, created_at, expires_at, pause, denied)
                        values (:device, :code, :model, :name, :remote, :created, :expires, :pause, false)""")
                .bind("device", deviceHash)
                .bind("code", codeHash)
                .bind("model", pairing.model())
                .bind("name", pairing.name())
                .bind("remote", pairing.remote())
                .bind("created", pairing.createdAt())
                .bind("expires", pairing.expiresAt())
                .bind("pause", pairing.pause())
                .execute();
    }

    void deleteOld(Handle handle, Instant now) {
        handle.createUpdate("delete from pairings where expires_at <= :now")
                .bind("now", now)
                .execute();
    }

    int count(Handle handle) {
        return handle.createQuery("select count(*) from pairings")
                .mapTo(Integer.class)
                .one();
    }

    int count(Handle handle, String remote) {
        return handle.createQuery("select count(*) from pairings where remote = :remote")
                .bind("remote", remote)
                .mapTo(Integer.class)
                .one();
    }

    Optional<Pairing> byDevice(Handle handle, String hash) {
        return handle.createQuery("select * from pairings where device_hash = :hash for update")
                .bind("hash", hash)
                .map((row, context) -> pairing(row))
                .findOne();
    }

    Optional<Pairing> byCode(Handle handle, String hash) {
        return handle.createQuery("select * from pairings where code_hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> pairing(row))
                .findOne();
    }

    void polled(Handle handle, long id, Instant now, int pause) {
        handle.createUpdate("update pairings set polled_at = :now, pause = :pause where id = :id")
                .bind("now", now)
                .bind("pause", pause)
                .bind("id", id)
                .execute();
    }

    void approve(Handle handle, long id, long screenId) {
        handle.createUpdate("update pairings set screen_id = :screen where id = :id")
                .bind("screen", screenId)
                .bind("id", id)
                .execute();
    }

    void deny(Handle handle, long id) {
        handle.createUpdate("update pairings set denied = true where id = :id")
                .bind("id", id)
                .execute();
    }

    void delete(Handle handle, long id) {
        handle.createUpdate("delete from pairings where id = :id")
                .bind("id", id)
                .execute();
    }

    private static Pairing pairing(ResultSet row) throws SQLException {
        long screen = row.getLong("screen_id");
        Optional<Long> screenId = row.wasNull() ? Optional.empty() : Optional.of(screen);
        return new Pairing(
                row.getLong("id"),
                row.getString("model"),
                row.getString("name"),
                row.getString("remote"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("polled_at")).map(Timestamp::toInstant),
                row.getInt("pause"),
                row.getBoolean("denied"),
                screenId);
    }
}
