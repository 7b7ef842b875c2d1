package starforge.checks.checkers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Our side of a second Java: started when it is first needed, kept, and ended when it does not answer in time. */
final class SecondProcess implements AutoCloseable {
    private final Cage cage;
    private final int limitSeconds;
    private final ExecutorService talking = Executors.newSingleThreadExecutor(run -> {
        Thread thread = new Thread(run, "second-java");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<Running> running = Optional.empty();
    private long usedAt = System.nanoTime();

    private record Running(Process process, Scratch scratch, DataInputStream in, DataOutputStream out) {
        void end() {
            Cage.end(process);
            scratch.close();
        }
    }

    SecondProcess(Cage cage, int limitSeconds) {
        this.cage = cage;
        this.limitSeconds = limitSeconds;
    }

    /** Checks a file; one that takes too long or too much memory is given up, and says so. */
    synchronized List<Finding> check(Frames.Question question) throws IOException, InterruptedException {
        if (running.isEmpty() || !running.get().process().isAlive()) {
            end();
            running = Optional.of(start());
        }
        Running now = running.get();
        Future<List<Finding>> answer = talking.submit(() -> {
            Frames.ask(now.out(), question);
            return Frames.findings(now.in());
        });
        try {
            return answer.get(limitSeconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            end();
            return List.of(Finding.gaveUp(question.checker()));
        } catch (InterruptedException e) {
            end();
            throw e;
        } finally {
            usedAt = System.nanoTime();
        }
    }

    /** Its libraries are unpacked in its own folder, which goes with it. */
    private Running start() throws IOException {
        Scratch scratch = Scratch.open();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx192m",
                "-Xss2m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // In namespaces of their own two of them have the same number, and would share a file named by it.
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + scratch.folder(),
                "-cp",
                classPath(),
                Second.class.getName());
        Process process = cage.start(scratch.folder(), 0, command, false);
        return new Running(
                process,
                scratch,
                new DataInputStream(new BufferedInputStream(process.getInputStream())),
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream())));
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    synchronized void endIfIdle(Duration idle) {
        if (System.nanoTime() - usedAt > idle.toNanos()) {
            end();
        }
    }

    private void end() {
        running.ifPresent(Running::end);
        running = Optional.empty();
    }

    @Override
    public synchronized void close() {
        talking.shutdownNow();
        end();
    }
}
