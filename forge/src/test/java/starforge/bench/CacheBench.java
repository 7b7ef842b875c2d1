package starforge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import starforge.proof.FilledForge;

/**
 * A kept page against the same bytes as a file of nginx: each server alone on the first core, wrk on the second, turn by turn.
 * Each answer of ours has a ticket of its own.
 */
final class CacheBench {
    private static final int ROUNDS = 5;
    private static final int CONNECTIONS = 32;
    private static final double BAR = 0.5;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("(\\d+) requests in");
    private static final Pattern WRONG = Pattern.compile("Non-2xx or 3xx responses|Socket errors");

    private final HttpClient client = HttpClient.newHttpClient();

    /** A server under test. */
    private record Contender(String name, long pid, String address, List<Double> rates, List<Double> micros) {}

    private CacheBench() {}

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("starforge-bench");
        try {
            FilledForge.in(folder).close();
            try (Served forge = Served.on(folder.resolve("data"))) {
                new CacheBench().measure(forge, Files.createDirectory(folder.resolve("nginx")));
            }
        } finally {
            CoreBench.delete(folder);
        }
    }

    private void measure(Served forge, Path folder) throws IOException, InterruptedException {
        for (String path : List.of("/mira/lantern", "/")) {
            String ours = forge.address() + path;
            HttpResponse<byte[]> page = kept(ours);
            try (Nginx nginx = Nginx.serving(page.body(), folder)) {
                String tag = page.headers().firstValue("ETag").orElseThrow();
                String file = kept(nginx.address()).headers().firstValue("ETag").orElseThrow();
                compete(path + ", " + page.body().length + " bytes", forge, ours, nginx, "", "");
                compete(path + ", 304", forge, ours, nginx, tag, file);
            }
        }
    }

    /** The page once it is kept, which it is when all of it is known. */
    private HttpResponse<byte[]> kept(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept-Encoding", "gzip")
                .build();
        for (int i = 0; i < 200; i++) {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.headers().firstValue("ETag").isPresent()) {
                return answer;
            }
            Thread.sleep(50);
        }
        throw new IOException(address + " is never kept");
    }

    private static void compete(String what, Served forge, String ours, Nginx nginx, String ourTag, String fileTag)
            throws IOException, InterruptedException {
        Contender us = new Contender("starforge", forge.pid(), ours, new ArrayList<>(), new ArrayList<>());
        Contender them = new Contender("nginx", nginx.pid(), nginx.address(), new ArrayList<>(), new ArrayList<>());
        shell("taskset", "-apc", "0", Long.toString(us.pid()));
        shell("taskset", "-apc", "0", Long.toString(them.pid()));
        load(us, ourTag, 8);
        us.rates().clear();
        us.micros().clear();
        for (int round = 0; round < ROUNDS; round++) {
            load(us, ourTag, 3);
            load(them, fileTag, 3);
        }
        System.out.println(what);
        print(us);
        print(them);
        double ratio = median(us.rates()) / median(them.rates());
        System.out.printf("  ratio %.2f, bar %.2f: %s%n", ratio, BAR, ratio >= BAR ? "held" : "NOT held");
    }

    private static void load(Contender server, String tag, int seconds) throws IOException, InterruptedException {
        long before = ticks(server.pid());
        List<String> command = new ArrayList<>(List.of(
                "taskset",
                "-c",
                "1",
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + seconds + "s",
                "-H",
                "Accept-Encoding: gzip"));
        if (!tag.isEmpty()) {
            command.addAll(List.of("-H", "If-None-Match: " + tag));
        }
        command.add(server.address());
        String said = shell(command.toArray(String[]::new));
        if (WRONG.matcher(said).find()) {
            throw new IOException(said);
        }
        server.rates().add(found(RATE, said));
        server.micros().add((ticks(server.pid()) - before) * 10_000 / found(COUNT, said));
    }

    /** CPU time of a process in hundredths of a second (proc(5): utime and stime of stat). */
    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static double found(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException(text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static String shell(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void print(Contender server) {
        System.out.printf(
                "  %-10s %8.0f requests/s (%.0f to %.0f), %5.1f us of its core each%n",
                server.name(),
                median(server.rates()),
                Collections.min(server.rates()),
                Collections.max(server.rates()),
                median(server.micros()));
    }
}
