package starforge.web;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the forge's own key, so that forms stay good over a restart. */
final class SecretTable {
    Optional<String> find(Handle handle) {
        return handle.createQuery("select content from settings where name = 'secret'")
                .mapTo(String.class)
                .findOne();
    }

    void insert(Handle handle, String secret) {
        handle.createUpdate("insert into settings (name, content) values ('secret', :secret)")
                .bind("secret", secret)
                .execute();
    }
}
