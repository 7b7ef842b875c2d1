package starforge.bench.git;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import starforge.Browsing;

/** How long a star and a page take while very many signed-in readers ask for what costs most. */
final class Load {
    private static final int AT_ONCE = 200;
    private static final int SECONDS = 20;
    private static final double BAR_MILLIS = 100;

    private final Site site;
    private final URI front;
    private final Facts facts;
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();

    Load(Site site, String address, Facts facts) {
        this.site = site;
        this.front = URI.create(address.replaceAll("\\.git$", ""));
        this.facts = facts;
    }

    void print() throws Exception {
        String base = front.resolve("/").toString().replaceAll("/$", "");
        Browsing reader = Browsing.at(base).signIn("mira", Ours.PASSWORD);
        Browsing looker = Browsing.at(base);
        Map<String, Supplier<Integer>> light = new TreeMap<>();
        light.put("star", () -> star(reader));
        light.put("page, anew", () -> reader.get(front.getPath()).statusCode());
        light.put("page, kept", () -> looker.get(front.getPath()).statusCode());
        ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> costly = costly();
            HttpClient client = signedIn(reader);
            for (int i = 0; i < AT_ONCE; i++) {
                int first = i;
                crowd.execute(() -> ask(client, costly, first));
            }
            TimeUnit.SECONDS.sleep(2);
            System.out.printf("%nWith %d costly requests under way:%n", AT_ONCE);
            measure(light);
        } finally {
            goesOn.set(false);
            crowd.shutdownNow();
            crowd.awaitTermination(1, TimeUnit.MINUTES);
        }
        System.out.println("  the costly ones were answered by status: " + answers);
    }

    private static HttpClient signedIn(Browsing reader) {
        return HttpClient.newBuilder()
                .cookieHandler(reader.cookies())
                .executor(Executors.newFixedThreadPool(4, task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                }))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private int star(Browsing reader) {
        int status = reader.postForJson(front.getPath() + "/star/1", Map.of()).statusCode();
        return status == 200
                ? reader.postForJson(front.getPath() + "/star/0", Map.of()).statusCode()
                : status;
    }

    private List<String> costly() {
        List<String> all = new ArrayList<>();
        List<String> commits = facts.commits();
        String oldest = commits.get(commits.size() - 1);
        int last = Math.max(1, Math.min(1_000, facts.pages() - 1));
        for (String commit : commits) {
            all.add(site.blame(commit, facts.longest().getKey()));
            all.add(front + "/archive/" + commit + "/all.tar.gz");
            all.add(front + "/c/" + oldest + ".." + commit);
            all.add(site.log(commit, last));
            all.add(site.history(commit, facts.longest().getKey()) + "&page=2");
        }
        return all;
    }

    private void ask(HttpClient client, List<String> costly, int first) {
        for (int i = first; goesOn.get(); i += AT_ONCE) {
            URI address = URI.create(costly.get(i % costly.size()));
            try {
                int status = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                        .statusCode();
                answers.computeIfAbsent(status, key -> new LongAdder()).increment();
                if (status == 429) {
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            } catch (IOException e) {
                answers.computeIfAbsent(0, key -> new LongAdder()).increment();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void measure(Map<String, Supplier<Integer>> light) throws InterruptedException {
        Map<String, Figures> times = new TreeMap<>();
        Map<String, Integer> failed = new TreeMap<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            for (Map.Entry<String, Supplier<Integer>> one : light.entrySet()) {
                long began = System.nanoTime();
                int status = one.getValue().get();
                times.computeIfAbsent(one.getKey(), key -> new Figures()).add((System.nanoTime() - began) / 1e6);
                failed.merge(one.getKey(), status == 200 ? 0 : 1, Integer::sum);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        times.forEach((name, figures) -> {
            double median = figures.median().orElseThrow();
            int failures = Optional.ofNullable(failed.get(name)).orElse(0);
            System.out.printf(
                    "  %-12s median %.0f ms, at most %.0f ms, n %d, failed %d, bar %.0f ms: %s%n",
                    name,
                    median,
                    figures.most().orElseThrow(),
                    figures.count(),
                    failures,
                    BAR_MILLIS,
                    median < BAR_MILLIS && failures == 0 ? "held" : "NOT held");
        });
    }
}
