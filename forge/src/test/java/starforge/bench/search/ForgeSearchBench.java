package starforge.bench.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import starforge.bench.Served;

/**
 * {@code ./starforge bench search forge}: a forge with a gigabyte of text in ten repositories, searched over HTTP by somebody who is
 * not signed in. Prints for each query how long the first result takes, and the last word.
 */
public final class ForgeSearchBench {
    private static final int REPOS = 10;
    private static final int FILES = 10_000;
    private static final int LINES = 250;
    private static final int TIMES = 15;
    private static final List<String> WORDS = List.of(
            "static",
            "struct",
            "return",
            "lantern",
            "glow",
            "int",
            "object",
            "index",
            "(void)",
            "if (",
            "{",
            "}",
            "->next",
            "buffer",
            "length",
            "const char *",
            "size_t",
            "= 0;",
            "/* see below */",
            "while",
            "commit",
            "tree",
            "blob");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;

    private ForgeSearchBench(Path data) {
        this.data = data;
    }

    public static void run() throws Exception {
        Path data = Files.createTempDirectory("starforge-search");
        try {
            new ForgeSearchBench(data).measure();
        } finally {
            try (Stream<Path> all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void measure() throws Exception {
        Path forge = data.resolve("forge");
        Served.command(
                "correct horse",
                "user",
                "add",
                "mira",
                "--email",
                "m@e.example",
                "--password-stdin",
                "--data",
                forge + "");
        for (int i = 0; i < REPOS; i++) {
            Served.command("", "repo", "add", "mira/r" + i, "--owner", "mira", "--data", forge + "");
            fill(forge.resolve("git/" + (i + 1) + ".git"), i);
        }
        try (Served served = Served.on(forge, UnaryOperator.identity(), "--ssh-port", "off")) {
            long bytes = awaitSnapshots(served);
            System.out.printf("%d repositories, %.2f GB of text%n", REPOS, bytes / 1e9);
            System.out.println(
                    "query                          first ms (median, p90)   all ms (median, p90)   matches");
            for (String query : List.of(
                    "q=needle_in_r0",
                    "q=needle_in_r9",
                    "q=nothing_of_this_name",
                    "q=lantern&case=1",
                    "q=return",
                    "q=needle_in_r%5Cd%2B_%5Cw*&regex=1",
                    "q=size_t+%5Cw%2B+lantern&regex=1")) {
                time(served.address() + "/search?type=code&" + query.replace("+", "%20"), query);
            }
        }
    }

    /** Puts random words into an empty repository, with one line that is nowhere else. */
    private static void fill(Path bare, int number) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("git", "-c", "core.compression=0", "fast-import", "--quiet", "--depth=0")
                .directory(bare.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream out = process.getOutputStream()) {
            write(out, "commit refs/heads/main\ncommitter Mira <m@e.example> 1800000000 +0000\ndata 0\n");
            Random random = new Random(number);
            for (int i = 0; i < FILES; i++) {
                byte[] text = text(random, i == FILES / 2 ? "needle_in_r" + number + "_alone\n" : "");
                write(out, "M 644 inline src/d" + i / 100 + "/f" + i + ".c\ndata " + text.length + "\n");
                out.write(text);
                write(out, "\n");
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("git fast-import failed");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] text(Random random, String more) {
        StringBuilder text = new StringBuilder(more);
        for (int line = 0; line < LINES; line++) {
            for (int word = 0; word < 6; word++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            text.append(random.nextInt()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Searches until every repository has been read; gives the bytes of all snapshots. */
    private long awaitSnapshots(Served served) throws IOException, InterruptedException {
        Path folder = data.resolve("forge/search");
        long began = System.nanoTime();
        String answer = "";
        while (!answer.contains("\"unread\":0")) {
            answer = client.send(
                            HttpRequest.newBuilder(URI.create(served.address() + "/search?type=code&q=x"))
                                    .header("Accept", "application/json")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        System.out.printf("all read in %.1f s%n", (System.nanoTime() - began) / 1e9);
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private void time(String address, String query) throws IOException, InterruptedException {
        double[] first = new double[TIMES];
        double[] all = new double[TIMES];
        String last = "";
        for (int i = -5; i < TIMES; i++) {
            long began = System.nanoTime();
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Accept", "application/x-ndjson")
                    .build();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
                last = String.valueOf(lines.readLine());
                long came = System.nanoTime();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                }
                if (i >= 0) {
                    first[i] = (came - began) / 1e6;
                    all[i] = (System.nanoTime() - began) / 1e6;
                }
            }
        }
        Arrays.sort(first);
        Arrays.sort(all);
        String found = last.replaceAll("(?s).*<b>([0-9,]+ match[a-z]*)</b> ([^<]*)<.*", "$1 $2");
        System.out.printf(
                "%-30s %12.1f %10.1f %12.1f %10.1f   %s%s%n",
                query,
                first[TIMES / 2],
                first[TIMES * 9 / 10],
                all[TIMES / 2],
                all[TIMES * 9 / 10],
                found.length() > 60 ? "none" : found,
                last.contains("Time was up") ? " (time was up)" : "");
    }
}
