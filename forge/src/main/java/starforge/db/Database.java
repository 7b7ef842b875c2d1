package starforge.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
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
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 16;
    /** The longest that a change waits for its turn in this process. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Address address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Duration patience;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final TurnTable turns = new TurnTable();
    private volatile Runnable unaccounted = () -> {};

    private Database(Address address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.pool = new HikariDataSource(address.pool(CONNECTIONS));
        this.jdbi = Jdbi.create(pool).define("next_repo_id", address.dialect().nextRepoId());
    }

    /**
     * Opens the H2 database of a data folder and brings its tables up to date.
     *
     * @throws Refusal INVALID when the folder's path holds a semicolon
     */
    public static Database open(Path folder) {
        Database database = ready(Address.inFolder(folder), PATIENCE);
        close(folder.resolve("starforge.mv.db"));
        return database;
    }

    /**
     * Opens a database on a server, which other processes may use as well, and brings its tables up to date.
     *
     * @param address {@code postgresql://USER:PASSWORD@HOST:PORT/NAME} or
     *     {@code jdbc:h2:tcp://HOST:PORT/NAME;USER=..;PASSWORD=..}
     * @throws Refusal INVALID for any other text; UNAVAILABLE when the server is away or does not let us in
     */
    public static Database at(String address) {
        return ready(Address.of(address).orElseThrow(() -> new Refusal(Reason.INVALID, "db.address")), PATIENCE);
    }

    /** Whether a text is an address for {@link #at}. */
    public static boolean isAddress(String text) {
        return Address.of(text).isPresent();
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
        return ready(Address.inMemory(name), patience);
    }

    private static Database ready(Address address, Duration patience) {
        try {
            Database database = new Database(address, patience);
            Flyway.configure()
                    .dataSource(database.pool)
                    .locations("classpath:db")
                    .loggers("slf4j")
                    .load()
                    .migrate();
            return database;
        } catch (HikariPool.PoolInitializationException e) {
            if (address.isShared()) {
                String why =
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
                throw new Refusal(e, Reason.UNAVAILABLE, "db.unreachable", String.valueOf(why));
            }
            throw e;
        }
    }

    /** Whether other processes may change it, too. */
    public boolean isShared() {
        return address.isShared();
    }

    /** How many changes were stored of which no event tells, by all processes together; 0 when there is only this one. */
    public long unaccounted() {
        return address.isShared() ? read(turns::changes) : 0;
    }

    /** Reads. The connection is given back when the work returns. */
    public <T> T read(Function<Handle, T> work) {
        return guarded(() -> jdbi.withHandle(work::apply));
    }

    /**
     * Changes something: all of it or nothing. After-commit steps run in order when all is stored.
     *
     * <p>Changes take turns, those of other processes included, so do nothing slow in one. It is not for speed: rules may
     * read first and then write, without another change in between; and when H2 2.5.252 rolls a change back while
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
                if (address.isShared()) {
                    turns.take(handle);
                }
                T value = work.apply(transaction);
                transaction.finish();
                if (address.isShared() && !transaction.isAccounted()) {
                    turns.count(handle);
                }
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
            throw meaning(e);
        }
    }

    private RuntimeException meaning(JdbiException e) {
        String state = stateOf(e);
        if (state.equals(Dialect.SECOND_OF_A_KEY)) {
            return new AlreadyThere(e);
        }
        if (state.equals(Dialect.NO_TEXT)) {
            return new Refusal(e, Reason.MALFORMED, "db.no-text");
        }
        if (address.dialect().isHangingOnNothing(state)) {
            return Refusal.notFound();
        }
        return e instanceof ConnectionException || address.dialect().isOutOfService(state)
                ? new Refusal(e, Reason.UNAVAILABLE, "db.away")
                : e;
    }

    /** The SQL state of what went wrong (ISO/IEC 9075), "" when the database is not to blame. */
    private static String stateOf(JdbiException e) {
        String state = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (sql.getSQLState() != null) {
                    return sql.getSQLState();
                }
                // The pool's own word for a connection that broke.
                state = Dialect.NO_CONNECTION;
            }
        }
        return state;
    }

    /** Closes the database's own files at once, whoever still holds a connection; another process may open them then. */
    @Override
    public void close() {
        if (!address.isShared()) {
            shutDown();
        }
        pool.close();
    }

    private void shutDown() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            LOG.debug("The database was closed before, or closes its connection with itself", e);
        }
    }

    private interface Work<T> {
        T run();
    }
}
