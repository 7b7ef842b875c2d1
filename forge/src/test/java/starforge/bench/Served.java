package starforge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The program in a process of its own, with the JVM options that the launcher gave us. */
public final class Served implements AutoCloseable {
    private static final String READY = "Starforge is ready: ";

    private final Process process;
    private final String address;
    private final long millisToReady;

    private Served(Process process, String address, long millisToReady) {
        this.process = process;
        this.address = address;
        this.millisToReady = millisToReady;
    }

    static Served on(Path data) throws IOException {
        return on(data, UnaryOperator.identity());
    }

    /**
     * Starts it on a free port.
     *
     * @param around what to do to the command line before it is run
     * @param settings further flags of {@code serve}
     */
    public static Served on(Path data, UnaryOperator<List<String>> around, String... settings) throws IOException {
        long began = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(settings));
        Process process = start(around.apply(command(arguments)));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                String address = line.substring(READY.length()).replaceAll("/$", "");
                return new Served(process, address, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            }
        }
        throw new IOException("The forge ended before it was ready");
    }

    /** Runs an admin command with something on its standard input. */
    public static void command(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(command(List.of(arguments)));
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        process.getInputStream().transferTo(System.out);
        if (process.waitFor() != 0) {
            throw new IOException("starforge " + List.of(arguments) + " failed");
        }
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-jar");
        command.add(jar());
        command.addAll(arguments);
        return command;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The first part of our class path is the program. */
    public static String jar() {
        return System.getProperty("java.class.path").split(":")[0];
    }

    public String address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    long millisToReady() {
        return millisToReady;
    }

    /** Resident memory in MB, as the kernel counts it (proc(5): VmRSS). */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
