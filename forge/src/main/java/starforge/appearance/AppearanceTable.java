package starforge.appearance;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class AppearanceTable {
    Optional<String> ofAll(Handle handle) {
        return handle.createQuery("select content from settings where name = 'theme'")
                .mapTo(String.class)
                .findOne();
    }

    Optional<String> of(Handle handle, long userId) {
        return handle.createQuery("select theme from appearances where user_id = :user")
                .bind("user", userId)
                .mapTo(String.class)
                .findOne();
    }

    void putForAll(Handle handle, String theme) {
        handle.execute("delete from settings where name = 'theme'");
        handle.execute("insert into settings (name, content) values ('theme', ?)", theme);
    }

    void put(Handle handle, long userId, String theme) {
        delete(handle, userId);
        handle.execute("insert into appearances (user_id, theme) values (?, ?)", userId, theme);
    }

    void delete(Handle handle, long userId) {
        handle.execute("delete from appearances where user_id = ?", userId);
    }
}
