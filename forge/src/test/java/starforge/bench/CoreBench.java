package starforge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import starforge.Browsing;

/** Start, idle memory, front page and the way of a star, on a repository of this project's own history. */
public final class CoreBench {
    private static final String PASSWORD = "correct horse";
    private static final String REPO = "/mira/own";
    private static final int STARTS = 5;
    private static final int WARM_UP = 500;
    private static final int PAGES = 500;
    private static final int STARS = 200;

    private CoreBench() {}

    static void run() throws Exception {
        Path data = Files.createTempDirectory("starforge-bench");
        try {
            prepare(data);
            measure(data);
        } finally {
            delete(data);
        }
    }

    private static void prepare(Path data) throws IOException, InterruptedException {
        String folder = data.toString();
        Served.command(
                PASSWORD, "user", "add", "mira", "--email", "mira@example.org", "--password-stdin", "--data", folder);
        Served.command(
                "",
                "repo",
                "import",
                Path.of("").toAbsolutePath().toString(),
                "mira/own",
                "--owner",
                "mira",
                "--data",
                folder);
    }

    private static void measure(Path data) throws Exception {
        System.out.printf(
                "%d cores, Java %s%n", Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Served forge = Served.on(data)) {
                starts.add((double) forge.millisToReady());
            }
        }
        print("ready after start", "ms", starts, "bar 2500");
        try (Served forge = Served.on(data)) {
            TimeUnit.SECONDS.sleep(10);
            print("resident when idle", "MB", List.of((double) forge.residentMegabytes()), "bar 200");
            print("front page, warm, as seen by a client", "ms", frontPage(forge), "bar 10");
            print("star click to second browser", "ms", stars(forge), "bar 50");
            print("resident after that", "MB", List.of((double) forge.residentMegabytes()), "");
        }
    }

    private static void print(String what, String unit, List<Double> values, String bar) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double median = sorted.get(sorted.size() / 2);
        double high = sorted.get((int) (sorted.size() * 0.99));
        System.out.printf(
                "%-40s median %8.2f %s   p99 %8.2f   n %d   %s%n", what, median, unit, high, values.size(), bar);
    }

    private static List<Double> frontPage(Served forge) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(forge.address() + REPO)).build();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + PAGES; i++) {
            long began = System.nanoTime();
            int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
            double millis = (System.nanoTime() - began) / 1e6;
            if (status != 200) {
                throw new IOException("The front page answers " + status);
            }
            if (i >= WARM_UP) {
                times.add(millis);
            }
        }
        return times;
    }

    private static List<Double> stars(Served forge) throws Exception {
        Browsing clicker = Browsing.at(forge.address()).signIn("mira", PASSWORD);
        LinkedBlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
        WebSocket watcher = watch(forge, arrivals);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < STARS; i++) {
            long began = System.nanoTime();
            clicker.postForJson(REPO + "/star/" + (i + 1) % 2, Map.of());
            Long arrived = arrivals.poll(10, TimeUnit.SECONDS);
            if (arrived == null) {
                throw new IOException("A star never reached the second browser");
            }
            times.add((arrived - began) / 1e6);
        }
        watcher.abort();
        return times;
    }

    private static WebSocket watch(Served forge, LinkedBlockingQueue<Long> arrivals) {
        String page = Browsing.at(forge.address()).get(REPO).body();
        String ticket = found("(wstoken[0-9a-f]{32})", page);
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("starforge.v1", ticket)
                .buildAsync(URI.create(forge.address().replace("http:", "ws:") + "/-/live"), new Watcher(arrivals))
                .join();
        String resume = "{\"op\":\"resume\",\"after\":" + found("data-seq=\"(\\d+)\"", page) + "}";
        socket.sendText(resume, true).join();
        return socket;
    }

    private static String found(String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("The page has no " + pattern);
        }
        return matcher.group(1);
    }

    private record Watcher(LinkedBlockingQueue<Long> arrivals) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            if (text.toString().contains("starred\"")) {
                arrivals.add(System.nanoTime());
            }
            socket.request(1);
            return CompletableFuture.completedFuture(text);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
