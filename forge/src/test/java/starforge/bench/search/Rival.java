package starforge.bench.search;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import starforge.kernels.Hits;
import starforge.kernels.Snapshot;

/**
 * Who searches, and what it costs: processor time, so that it matters little who else uses the machine. Programs are measured
 * with their start.
 */
record Rival(String name, Search search) {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int TOLD = 1000;

    /** One search. */
    interface Search {
        Result run(Wanted wanted) throws IOException, InterruptedException;
    }

    /**
     * What a search gave.
     *
     * @param hits how many, or -1 when it counts otherwise
     */
    record Result(double millis, long hits) {}

    static Rival kernel(String name, Snapshot snapshot) {
        long[] ranges = snapshot.entries().ranges();
        return new Rival(name, wanted -> {
            Hits[] hits = new Hits[1];
            double millis = millis(() -> hits[0] = snapshot.find(wanted.query(), ranges, TOLD, LONG));
            if (!hits[0].complete()) {
                throw new IOException(name + " did not search all for " + wanted.text());
            }
            return new Result(millis, hits[0].total());
        });
    }

    /** The processor time of this thread in something. */
    static double millis(Runnable some) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        some.run();
        return (threads.getCurrentThreadCpuTime() - before) / 1e6;
    }

    static Rival program(String name, boolean counts, Function<Wanted, List<String>> command) {
        return new Rival(name, wanted -> {
            List<String> timed =
                    new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; time \"$@\" || (($? == 1))", "bash"));
            timed.addAll(command.apply(wanted));
            String[] said = said(timed).strip().split("\\s+");
            double millis =
                    1000 * (Double.parseDouble(said[said.length - 2]) + Double.parseDouble(said[said.length - 1]));
            return new Result(millis, !counts ? -1 : said.length == 3 ? Long.parseLong(said[0]) : 0);
        });
    }

    /** What a program says on both of its outputs. */
    static String said(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + said);
        }
        return said;
    }
}
