package starforge.trips;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program itself in a process of its own, as a user starts it, so that it can be killed. */
final class ServedForge implements AutoCloseable {
    private static final String READY = "Starforge is ready: ";

    private final Process process;
    private final String address;

    private ServedForge(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts {@code serve} on a folder and a free port; returns when it says that it is ready. */
    static ServedForge on(Path data) {
        return ready(start(List.of(), List.of("serve", "--data", data.toString(), "--port", "0"), Redirect.INHERIT));
    }

    /** The same, but no file can grow beyond a size, as on a disk that is full. */
    static ServedForge onFullDisk(Path data, long kilobytes) {
        List<String> limit = List.of("bash", "-c", "ulimit -f " + kilobytes + " && exec \"$@\"", "limited");
        return ready(start(limit, List.of("serve", "--data", data.toString(), "--port", "0"), Redirect.INHERIT));
    }

    private static ServedForge ready(Process process) {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = within60Seconds(() -> readyLine(out));
        return new ServedForge(process, ready.substring(READY.length()).replaceAll("/$", ""));
    }

    private static String readyLine(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return line;
            }
        }
        throw new IOException("The forge ended before it was ready");
    }

    private static String within60Seconds(Reading reading) {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return reading.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return line.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private interface Reading {
        String read() throws IOException;
    }

    /**
     * What a command came to.
     *
     * @param exit 0 done, 1 refused, 2 wrong usage
     */
    record Outcome(int exit, String out, String err) {}

    /** Runs a command of the program to its end, with something on its standard input. */
    static Outcome command(String input, String... arguments) {
        Process process = start(List.of(), List.of(arguments), Redirect.PIPE);
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process start(List<String> before, List<String> arguments, Redirect err) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "starforge.Starforge"));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).redirectError(err).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return address;
    }

    /** The address with somebody's name and password in it, as Git takes it. */
    String addressOf(String user, String password) {
        return address.replace("://", "://" + user + ":" + password + "@");
    }

    /** Ends it as a power cut would: SIGKILL. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Ends it as an administrator would: SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        ended();
    }

    private void ended() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The forge did not end within 30 seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
