package starforge.git.ssh;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Gate;
import starforge.access.KeyAuthenticator;
import starforge.git.Conversations;
import starforge.git.Limits;
import starforge.git.Receiving;
import starforge.git.Serving;

/**
 * Git over SSH, as {@code ssh://git@host:port/<repository>.git}. Opens in the background, so that pages need not wait for it. A
 * port that is taken is told in the log, and the rest of the forge goes on without SSH.
 */
public final class GitSsh implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GitSsh.class);
    private static final long SECONDS_TO_END = 10;

    private final Place place;
    private final SshLimits limits;
    private final Runnable opened;
    private final Gate gate;
    private final KeyAuthenticator keys;
    private final Conversations conversations;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final CompletableFuture<Optional<SshDoor>> door = new CompletableFuture<>();

    /**
     * Where it is.
     *
     * @param host address to listen on
     * @param port TCP port, 0 for a free one
     * @param keys folder of the server's own keys, made when it is not there
     */
    public record Place(String host, int port, Path keys) {}

    /**
     * Gets ready.
     *
     * @param opened is told when {@link #port} is known for certain
     */
    public GitSsh(
            Place place,
            SshLimits sshLimits,
            Gate gate,
            KeyAuthenticator keys,
            Serving serving,
            Receiving receiving,
            Limits limits,
            Runnable opened) {
        this.place = place;
        this.limits = sshLimits;
        this.opened = opened;
        this.gate = gate;
        this.keys = keys;
        this.threads = Executors.newCachedThreadPool(named("ssh-git"));
        this.clock = Executors.newSingleThreadScheduledExecutor(named("ssh-clock"));
        this.conversations = new Conversations(serving, receiving, limits, clock);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins to open; returns at once. */
    public void start() {
        threads.execute(() -> {
            door.complete(open());
            opened.run();
        });
    }

    private Optional<SshDoor> open() {
        try {
            return Optional.of(SshDoor.open(place, limits, gate, keys, conversations, threads, clock));
        } catch (BindException e) {
            LOG.warn("Not serving SSH: port {} is in use. Choose another with --ssh-port, or off.", place.port());
        } catch (IOException e) {
            LOG.error("Not serving SSH: {}", e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Not serving SSH", e);
        }
        return Optional.empty();
    }

    /** The port that clients reach it at; 0 when it is not served, or a free port is not chosen yet. */
    public int port() {
        return door.getNow(Optional.empty()).map(SshDoor::port).orElseGet(() -> door.isDone() ? 0 : place.port());
    }

    /** The same, once it is known for certain. */
    public int portWhenOpen() {
        return door.join().map(SshDoor::port).orElse(0);
    }

    /** Fetches and pushes that are going on. */
    public int running() {
        return conversations.running();
    }

    /** Connections that are open. */
    public int connections() {
        return door.getNow(Optional.empty()).map(SshDoor::connections).orElse(0);
    }

    /** Lets fetches and pushes end, for ten seconds at most. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.info("Transfers over SSH were cut off.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        door.getNow(Optional.empty()).ifPresent(SshDoor::close);
        clock.shutdownNow();
    }
}
