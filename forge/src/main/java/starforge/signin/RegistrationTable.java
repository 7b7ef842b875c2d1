package starforge.signin;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

final class RegistrationTable {
    private static final String NAME = "registration";

    Optional<String> find(Handle handle) {
        return handle.createQuery("select content from settings where name = :name")
                .bind("name", NAME)
                .mapTo(String.class)
                .findOne();
    }

    void set(Handle handle, String content) {
        handle.createUpdate("delete from settings where name = :name")
                .bind("name", NAME)
                .execute();
        handle.createUpdate("insert into settings (name, content) values (:name, :content)")
                .bind("name", NAME)
                .bind("content", content)
                .execute();
    }
}
