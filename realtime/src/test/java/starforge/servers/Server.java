package starforge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server program in a folder of its own. A shell stands between: it reads from this process, and when that ends, however
 * it ends, the shell kills the server.
 */
public abstract class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** By then it has at least begun, when it does at all. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(3);

    /** Ctrl-C reaches the shell as well as this process, and must not end it before its work is done. */
    private static final String GUARDED =
            "trap : INT TERM HUP; setsid \"$@\" </dev/null & p=$!; read end; kill -9 -- -$p $p 2>/dev/null";

    private final Path folder;
    private @Nullable Process guard;

    protected Server(String name) {
        try {
            this.folder = Files.createTempDirectory("starforge-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Its data and its log. */
    public final Path folder() {
        return folder;
    }

    /** Starts it and waits until it answers. */
    public final void start() {
        run(command(), environment());
        long soon = System.nanoTime() + SHORT_PATIENCE.toNanos();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            pause();
            if (System.nanoTime() > end || (System.nanoTime() > soon && hasEnded())) {
                throw new IllegalStateException(command().get(0) + " does not start:\n" + said());
            }
        }
    }

    private boolean hasEnded() {
        return guard == null || guard.descendants().findAny().isEmpty();
    }

    private void run(List<String> command, Map<String, String> environment) {
        List<String> words = new ArrayList<>(List.of("bash", "-c", GUARDED, "guard"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()));
        builder.environment().putAll(environment);
        try {
            guard = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it without a warning (SIGKILL); what it had stored stays. */
    public void kill() {
        Process running = guard;
        if (running != null) {
            List<ProcessHandle> all = running.descendants().toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
            end(running);
        }
        guard = null;
    }

    private static void end(Process shell) {
        try {
            shell.getOutputStream().close();
            shell.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it, and deletes its folder. */
    @Override
    public void close() {
        kill();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println(folder + " stays: " + e);
        }
    }

    /** All that it wrote to its standard output and error. */
    public final String said() {
        try {
            return Files.readString(folder.resolve("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected abstract List<String> command();

    protected Map<String, String> environment() {
        return Map.of();
    }

    protected abstract boolean answers();
}
