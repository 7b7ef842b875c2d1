package starforge.checks.checkers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Our side of the second Java: started when it is first needed, kept, and ended when it does not answer in time. */
final class SecondProcess implements AutoCloseable {
    private static final int LIMIT_SECONDS = 10;

    private final Cage cage;
    private final ExecutorService talking = Executors.newSingleThreadExecutor(run -> {
        Thread thread = new Thread(run, "second-java");
        thread.setDaemon(true);
        return thread;
    });
    private Optional<Running> running = Optional.empty();

    private record Running(Process process, Path folder, DataInputStream in, DataOutputStream out) {
        void end() throws IOException {
            Cage.end(process);
            Cage.remove(folder);
        }
    }

    SecondProcess(Cage cage) {
        this.cage = cage;
    }

    /** Checks a file; one that takes too long or too much memory is given up, and says so. */
    synchronized List<Finding> check(Language language, String path, byte[] contents)
            throws IOException, InterruptedException {
        if (running.isEmpty() || !running.get().process().isAlive()) {
            running = Optional.of(start());
        }
        Running now = running.get();
        Future<List<Finding>> answer = talking.submit(() -> {
            Frames.ask(now.out(), new Frames.Question(language, path, contents));
            return Frames.findings(now.in());
        });
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            end();
            return List.of(Outside.gaveUp(language.word()));
        } catch (InterruptedException e) {
            end();
            throw e;
        }
    }

    private Running start() throws IOException {
        Path folder = Cage.folder();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = cage.start(
                folder,
                List.of(),
                List.of(
                        java,
                        "-Xmx192m",
                        "-Xss2m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xshare:auto",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        classPath(),
                        Second.class.getName()),
                false);
        return new Running(
                process,
                folder,
                new DataInputStream(new BufferedInputStream(process.getInputStream())),
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream())));
    }

    private static String classPath() {
        return java.util.Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    private void end() throws IOException {
        Optional<Running> last = running;
        running = Optional.empty();
        if (last.isPresent()) {
            last.get().end();
        }
    }

    @Override
    public synchronized void close() {
        talking.shutdownNow();
        try {
            end();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(SecondProcess.class).debug("Its folder could not be removed", e);
        }
    }
}
