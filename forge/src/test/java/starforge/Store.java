package starforge;

import java.nio.file.Path;
import java.util.UUID;
import starforge.db.Database;

/** The kinds of databases that the rules must hold on. */
public enum Store {
    H2 {
        @Override
        Database open(Path folder) {
            return Database.open(folder);
        }

        @Override
        Database light(Path folder) {
            return Database.inMemory(UUID.randomUUID().toString());
        }
    },
    POSTGRESQL {
        @Override
        Database open(Path folder) {
            return Database.at(SharedPostgres.database(folder.toString()));
        }

        @Override
        Database light(Path folder) {
            return open(folder);
        }
    };

    /** Opens the database of a folder; a second time it is the same one. */
    abstract Database open(Path folder);

    /** Opens a database that need not outlive the test's first forge. */
    abstract Database light(Path folder);

    /** The rules of a forge on a database that is kept for this folder. */
    public BareForge onDisk(Path folder) {
        return new BareForge(open(folder), folder);
    }

    /** The rules of a forge on a database that may be forgotten. */
    public BareForge inMemory(Path folder) {
        return new BareForge(light(folder), folder);
    }
}
