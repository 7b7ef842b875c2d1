package starforge.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One of the two servers, as a process of its own. */
abstract class Rival implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;

    Rival(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    abstract String name();

    abstract int port();

    /** A handshake with a fresh ticket, as it is sent (RFC 6455 section 4.1). */
    abstract String handshake();

    /** What a client says first, to be told of events behind a place in the log. */
    abstract String begin(long after);

    /** The exchange that it hears. */
    abstract String exchange();

    abstract String routingKey();

    /** Seconds of processor time that it took so far (proc(5), utime and stime). */
    final double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Megabytes of memory that it holds now (proc(5), VmRSS). */
    final long megabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0L);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
