package starforge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import starforge.db.Database;
import starforge.servers.Postgres;

/** One private PostgreSQL server for all tests of a run: its start takes two seconds, a fresh database a twentieth. */
public final class SharedPostgres {
    private static final String MODEL = "model";
    private static final Map<String, String> NAMES = new HashMap<>();
    private static Optional<Postgres> server = Optional.empty();

    private SharedPostgres() {}

    /** The address of a database that has the forge's tables; the same one for the same key until another one is asked for. */
    public static synchronized String database(String key) {
        Postgres postgres = server.orElseGet(SharedPostgres::start);
        if (!NAMES.containsKey(key)) {
            String name = "forge" + System.nanoTime();
            NAMES.values().forEach(old -> postgres.sql("drop database " + old + " with (force)"));
            NAMES.clear();
            postgres.sql("create database " + name + " template " + MODEL);
            NAMES.put(key, name);
        }
        return postgres.address(NAMES.getOrDefault(key, MODEL));
    }

    private static Postgres start() {
        Postgres postgres = Postgres.fast();
        server = Optional.of(postgres);
        postgres.sql("create database " + MODEL);
        Database.at(postgres.address(MODEL)).close();
        return postgres;
    }
}
