package starforge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import starforge.proof.FilledForge;

/** Bytes and time of every kind of page, as a browser without a cache and a warm server have them. */
final class PagesBench {
    private static final int WARM_UP = 300;
    private static final int REQUESTS = 300;
    private static final int BAR_BYTES = 60_000;
    private static final double BAR_MILLIS = 10;
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(/-/[^\"#]+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    private PagesBench(String base) {
        this.base = base;
    }

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("starforge-bench");
        try {
            String commit;
            try (FilledForge filled = FilledForge.in(folder)) {
                commit = filled.git().ok(filled.work("/mira/lantern"), "rev-parse", "v1.0^{commit}");
            }
            try (Served forge = Served.on(folder.resolve("data"))) {
                new PagesBench(forge.address()).measure(pages(commit));
            }
        } finally {
            CoreBench.delete(folder);
        }
    }

    private static Map<String, String> pages(String commit) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("start", "/");
        pages.put("search", "/search?q=lan");
        pages.put("person", "/user/mira");
        pages.put("sign in", "/login");
        for (String page : List.of(
                "", "/tree/main/f/measures", "/blob/main/f/src/ring.rs", "/blame/src/ring.rs?identifier=main")) {
            pages.put(page.isEmpty() ? "front page" : page.substring(1, page.indexOf('/', 1)), "/mira/lantern" + page);
        }
        for (String page : List.of("commits/main", "c/" + commit, "branches", "releases", "forks", "stargazers/")) {
            pages.put(page.replaceAll("/.*", ""), "/mira/lantern/" + page);
        }
        pages.put("hostile front", "/mira/hostile");
        pages.put("hostile branches", "/mira/hostile/branches");
        return pages;
    }

    private void measure(Map<String, String> pages) throws IOException, InterruptedException {
        System.out.printf("%-18s %10s %12s %10s %10s%n", "page", "html, gzip", "first view", "median ms", "p99 ms");
        boolean isFine = true;
        for (Map.Entry<String, String> page : pages.entrySet()) {
            int html = get(page.getValue()).length;
            List<Double> times = times(page.getValue());
            double median = times.get(times.size() / 2);
            boolean isOver = html >= BAR_BYTES || (page.getKey().equals("front page") && median >= BAR_MILLIS);
            System.out.printf(
                    "%-18s %10d %12d %10.2f %10.2f%s%n",
                    page.getKey(),
                    html,
                    html + loaded(page.getValue()),
                    median,
                    times.get((int) (times.size() * 0.99)),
                    isOver ? "  over the bar" : "");
            isFine &= !isOver;
        }
        System.out.printf(
                "Bars: html < %d bytes, front page < %.0f ms: %s. n %d after %d.%n",
                BAR_BYTES, BAR_MILLIS, isFine ? "held" : "NOT held", REQUESTS, WARM_UP);
    }

    /** Bytes of what a browser loads with the page: styles, the font, the script, icons and pictures. */
    private int loaded(String path) throws IOException, InterruptedException {
        byte[] html = new GZIPInputStream(new java.io.ByteArrayInputStream(get(path))).readAllBytes();
        Matcher found = LOADED.matcher(new String(html, StandardCharsets.UTF_8));
        TreeSet<String> addresses = new TreeSet<>();
        while (found.find()) {
            addresses.add(found.group(1));
        }
        int bytes = 0;
        for (String address : addresses) {
            bytes += get(address).length;
        }
        return bytes;
    }

    private List<Double> times(String path) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + REQUESTS; i++) {
            long began = System.nanoTime();
            get(path);
            if (i >= WARM_UP) {
                times.add((System.nanoTime() - began) / 1e6);
            }
        }
        Collections.sort(times);
        return times;
    }

    /** The body as it is sent, compressed where the server does. */
    private byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept-Encoding", "gzip")
                .build();
        var answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
        return answer.body();
    }
}
