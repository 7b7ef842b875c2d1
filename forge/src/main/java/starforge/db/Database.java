package starforge.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * The truth of the forge. Reads see committed data; a change runs in one transaction, whose after-commit steps run only when
 * it is safely stored. Safe for use by many threads.
 */
public final class Database implements AutoCloseable {
    private static final String SECOND_OF_A_KEY = "23505";
    private static final String HANGS_ON_NOTHING = "23506";
    /** Connection failures (08), exhausted resources (53), locks that cannot be had, and H2's own file errors. */
    private static final Pattern OUT_OF_SERVICE =
            Pattern.compile("(08|53).*|HYT00|40001|90131|90028|90031|90098|50200");

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** The longest that a change waits for its turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Duration patience;
    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile Runnable unaccounted = () -> {};

    private Database(String url, int connections, Duration patience) {
        this.patience = patience;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("starforge");
        config.setPassword("");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setPoolName("database");
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens the H2 database of a data folder and brings its tables up to date.
     *
     * <p>A commit is on its way to the disk before it is acknowledged (WRITE_DELAY=0; H2 would wait half a second), so
     * that killing the process loses nothing.
     *
     * @throws Refusal INVALID when the folder's path holds a semicolon
     */
    public static Database open(Path folder) {
        String path = folder.resolve("starforge").toAbsolutePath().toString();
        if (path.contains(";")) {
            // What follows would be settings of H2, INIT with any SQL among them.
            throw new Refusal(Reason.INVALID, "db.folder", folder);
        }
        Database database = onDisk(path);
        close(folder.resolve("starforge.mv.db"));
        return database;
    }

    private static Database onDisk(String path) {
        return ready("jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000", PATIENCE);
    }

    /** Keeps others of this machine from reading a file, wherever the folder lets them look. */
    private static void close(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an empty database that lives in memory until closed. */
    public static Database inMemory(String name) {
        return inMemory(name, PATIENCE);
    }

    static Database inMemory(String name, Duration patience) {
        return ready("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", patience);
    }

    private static Database ready(String url, Duration patience) {
        Database database = new Database(url, 16, patience);
        Flyway.configure()
                .dataSource(database.pool)
                .locations("classpath:db")
                .loggers("slf4j")
                .load()
                .migrate();
        return database;
    }

    /** Reads. The connection is given back when the work returns. */
    public <T> T read(Function<Handle, T> work) {
        return guarded(() -> jdbi.withHandle(work::apply));
    }

    /**
     * Changes something: all of it or nothing. After-commit steps run in order when all is stored.
     *
     * <p>Changes take turns, so do nothing slow in one. It is not for speed: when H2 2.5.252 rolls a change back while
     * another one is being written to the file, its {@code RollbackDecisionMaker} may restore the same row twice, and the
     * second time undo what a third change did to that row in between. Seen on the counter of the event log.
     *
     * @throws Refusal UNAVAILABLE when the database is locked, full or gone; NOT_FOUND when what this belongs to has just
     *     been deleted; nothing is changed then
     * @throws AlreadyThere when a key that may be there once was there before; nothing is changed then
     */
    public <T> T write(Function<Transaction, T> work) {
        Transaction[] done = new Transaction[1];
        T result = inTurn(() -> jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, handle -> {
            Transaction transaction = new Transaction(handle);
            try {
                T value = work.apply(transaction);
                transaction.finish();
                done[0] = transaction;
                return value;
            } finally {
                transaction.end();
            }
        }));
        done[0].committed();
        if (!done[0].isAccounted()) {
            unaccounted.run();
        }
        return result;
    }

    /**
     * Says what to do after each change of which nobody said what it was ({@link Transaction#accounted}): whoever keeps
     * anything that was read must forget it. Done before the change returns to who made it.
     */
    public void onUnaccounted(Runnable step) {
        unaccounted = step;
    }

    private <T> T inTurn(Work<T> work) {
        try {
            if (!writing.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal(Reason.UNAVAILABLE, "db.busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(e, Reason.UNAVAILABLE, "db.ending");
        }
        try {
            return guarded(work);
        } finally {
            writing.unlock();
        }
    }

    /** Changes something without an answer. */
    public void change(Consumer<Transaction> work) {
        write(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    private <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (JdbiException e) {
            String state = stateOf(e);
            if (state.equals(SECOND_OF_A_KEY)) {
                throw new AlreadyThere(e);
            }
            if (state.equals(HANGS_ON_NOTHING)) {
                throw Refusal.notFound();
            }
            if (e instanceof ConnectionException
                    || OUT_OF_SERVICE.matcher(state).matches()) {
                throw new Refusal(e, Reason.UNAVAILABLE, "db.away");
            }
            throw e;
        }
    }

    /** The SQL state of what went wrong (ISO/IEC 9075), "" when there is none. */
    private static String stateOf(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** Closes the database's files at once, whoever still holds a connection; another process may open them then. */
    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            LOG.debug("The database was closed before, or closes its connection with itself", e);
        }
        pool.close();
    }

    private interface Work<T> {
        T run();
    }
}
