package starforge.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.db.Database;
import starforge.feed.Plans;

/** Fills the log of a forge of its own, then times the first page of everything that is read from it. */
final class FeedBench {
    private static final long USUAL = 10_000_000;
    private static final int WARM_UP = 200;
    private static final int REQUESTS = 200;
    private static final double BAR_MILLIS = 20;
    private static final List<Integer> FOLLOWS = List.of(10, 100, 500);

    /** A file in the folder that is there once it is filled to its end. */
    private static final String FILLED = "filled";

    private final Path folder;
    private final Optional<String> server;

    private FeedBench(Path folder, Optional<String> server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Runs it.
     *
     * @param arguments maybe {@code --keep} and a folder that is filled once and used again by later runs; how many events, and
     *     the address of an empty database in the place of the folder's own
     */
    static void run(List<String> arguments) throws IOException {
        if (arguments.size() > 1 && arguments.get(0).equals("--keep")) {
            Path folder = Files.createDirectories(Path.of(arguments.get(1)));
            run(folder, arguments.subList(2, arguments.size()));
            return;
        }
        Path folder = Files.createTempDirectory("starforge-bench");
        try {
            run(folder, arguments);
        } finally {
            CoreBench.delete(folder);
        }
    }

    private static void run(Path folder, List<String> arguments) throws IOException {
        long events = arguments.isEmpty() ? USUAL : Long.parseLong(arguments.get(0));
        FeedBench bench = new FeedBench(folder, arguments.stream().skip(1).findFirst());
        Path filled = folder.resolve(FILLED);
        if (!Files.exists(filled)) {
            bench.fill(events);
            Files.createFile(filled);
        }
        bench.explain();
        try (RunningForge forge = bench.forge()) {
            measure(forge);
        }
    }

    private RunningForge forge() {
        Map<String, String> settings = new LinkedHashMap<>();
        server.ifPresent(address -> settings.put("db", address));
        return RunningForge.with(folder, settings);
    }

    private void fill(long events) throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new IllegalStateException(folder + " is neither empty nor filled to its end");
            }
        }
        try (RunningForge forge = forge()) {
            FOLLOWS.forEach(count -> forge.user("reader" + count));
            forge.repo(forge.user("owner"), "busy");
        }
        long began = System.nanoTime();
        try (Database database = patient()) {
            new Filling(database, server.isPresent()).fill(events, FOLLOWS);
        }
        System.out.printf(
                "%,d events in %.0f s, %,d MB on disk%n",
                events, (System.nanoTime() - began) / 1e9, size() / 1_000_000);
    }

    private void explain() {
        try (Database database = open()) {
            Plans.of(database, 7, 7).forEach((what, plan) -> System.out.println("\n" + what + ":\n" + plan));
        }
    }

    /** One that waits as long as a server takes to make an index. */
    private Database patient() {
        return server.map(address -> Database.at(address + (address.contains("?") ? "&" : "?") + "socketTimeout=0"))
                .orElseGet(this::open);
    }

    private Database open() {
        return server.map(Database::at).orElseGet(() -> Database.open(folder));
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(FeedBench::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void measure(RunningForge forge) {
        System.out.printf(
                "%n| %-34s | %8s | %8s | %8s | %9s |%n|---|--:|--:|--:|--:|%n",
                "page", "first", "median", "p99", "processor");
        boolean isFine = true;
        for (int count : FOLLOWS) {
            Browsing reader = forge.browsing(forge.desk().users().get("reader" + count));
            isFine &= line("dashboard, follows " + count, reader, "/dashboard");
            isFine &= line("its stars, follows " + count, reader, "/dashboard?show=stars");
            isFine &= line("its past, follows " + count, reader, "/dashboard?before=1000000");
        }
        // Asked for by somebody who is signed in, as pages for nobody in particular come from memory.
        Browsing reader = forge.browsing(forge.desk().users().get("reader10"));
        isFine &= line("explore", reader, "/");
        isFine &= line("activity of a busy repository", reader, "/owner/busy/activity");
        isFine &= line("activity of a busy person", reader, "/user/u1/activity");
        isFine &= line("activity of somebody long gone", reader, "/user/u4900/activity");
        isFine &= line("/-/events, its end", reader, "/-/events?after=" + (forgeEnd(forge) - 100));
        System.out.printf(
                "%nMilliseconds of the whole answer; of the processor with all that asks and answers here, not the database's server. Bar: median under %.0f: %s. n %d after %d.%n",
                BAR_MILLIS, isFine ? "held" : "NOT held", REQUESTS, WARM_UP);
    }

    private static long forgeEnd(RunningForge forge) {
        String page = forge.browsing().get("/login").body();
        return Long.parseLong(page.replaceAll("(?s).*data-seq=\"(\\d+)\".*", "$1"));
    }

    private static boolean line(String name, Browsing reader, String path) {
        double first = time(reader, path);
        for (int i = 0; i < WARM_UP; i++) {
            time(reader, path);
        }
        List<Double> times = new ArrayList<>();
        double before = processor();
        for (int i = 0; i < REQUESTS; i++) {
            times.add(time(reader, path));
        }
        double processor = (processor() - before) / REQUESTS;
        Collections.sort(times);
        double median = times.get(times.size() / 2);
        double last = times.get((int) (times.size() * 0.99));
        System.out.printf("| %-34s | %8.2f | %8.2f | %8.2f | %9.2f |%n", name, first, median, last, processor);
        return median < BAR_MILLIS;
    }

    /** Milliseconds that this process has had of the processor. */
    private static double processor() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e6;
    }

    private static double time(Browsing reader, String path) {
        long began = System.nanoTime();
        int status = reader.get(path).statusCode();
        if (status != 200) {
            throw new IllegalStateException(path + " answers " + status);
        }
        return (System.nanoTime() - began) / 1e6;
    }
}
