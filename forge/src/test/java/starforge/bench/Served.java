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

/** The program in a process of its own, with the JVM options that the launcher gave us. */
final class Served implements AutoCloseable {
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
        long began = System.nanoTime();
        Process process = start("serve", "--data", data.toString(), "--port", "0");
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
    static void command(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        process.getInputStream().transferTo(System.out);
        if (process.waitFor() != 0) {
            throw new IOException("starforge " + List.of(arguments) + " failed");
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-jar");
        command.add(jar());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The first part of our class path is the program. */
    private static String jar() {
        return System.getProperty("java.class.path").split(":")[0];
    }

    String address() {
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
