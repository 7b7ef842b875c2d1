package starforge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.jobs.Wish;
import starforge.live.Watching;
import starforge.servers.Rabbit;
import starforge.users.User;

/** Jobs by the second, with and without a broker; from a press on Check to its result; all files of a large commit. */
final class JobsBench {
    private static final int JOBS = 2000;
    private static final int WARM_UP = 300;
    private static final int PRESSES = 30;
    private static final int FILES = 1000;
    private static final String REPO = "/mira/lantern";

    private final RunningForge forge;
    private final User user;
    private final Browsing browser;
    private final Path folder;

    private JobsBench(RunningForge forge, Path folder) {
        this.forge = forge;
        this.folder = folder;
        this.user = forge.user("mira");
        forge.repo(user, "lantern");
        this.browser = forge.browsing(user);
    }

    static void run() throws IOException {
        System.out.println("| what | value |\n|---|--:|");
        with(Map.of(), bench -> {
            bench.rate("in-process runner");
            bench.presses();
            bench.commit();
        });
        try (Rabbit rabbit = Rabbit.started()) {
            with(Map.of("amqp", rabbit.address()), bench -> bench.rate("real broker"));
        }
    }

    private interface Part {
        void run(JobsBench bench) throws IOException;
    }

    private static void with(Map<String, String> settings, Part part) throws IOException {
        Path folder = Files.createTempDirectory("starforge-bench");
        try (RunningForge forge = RunningForge.with(folder.resolve("data"), settings)) {
            part.run(new JobsBench(forge, folder));
        } finally {
            CoreBench.delete(folder);
        }
    }

    private static void row(String what, double value, String unit) {
        String number = value < 10 ? String.format("%.1f", value) : String.valueOf(Math.round(value));
        System.out.println("| " + what + " | " + number + " " + unit + " |");
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private void rate(String by) {
        submit(WARM_UP);
        done();
        long began = System.nanoTime();
        submit(JOBS);
        double asked = seconds(began);
        done();
        row(by + ": " + JOBS + " jobs asked for", JOBS / asked, "/ s");
        row(by + ": asked for and done", JOBS / seconds(began), "/ s");
    }

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            forge.jobs().submit(Wish.of("ping-job", Map.of("n", i), user.id()));
        }
    }

    private void done() {
        while (forge.jobs().openOf(user.id()) > 0) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** Each file is another one, as the same contents are never checked twice. */
    private void presses() throws IOException {
        push(PRESSES, i -> "a" + i + ".py", JobsBench::longPython);
        List<Double> waits = new ArrayList<>();
        List<Double> pages = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean over = new AtomicBoolean();
        try (Watching watching = Watching.page(forge.address(), browser, REPO)) {
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> read(pages, over));
            for (int i = 0; i < PRESSES; i++) {
                long began = System.nanoTime();
                browser.post(REPO + "/blob/main/f/a" + i + ".py", Map.of());
                watching.next("\"checked\"");
                waits.add(1000 * seconds(began));
                LockSupport.parkNanos(100_000_000);
            }
            over.set(true);
            reader.join();
        }
        row("press to result, 6,000 lines of Python, median of " + PRESSES, at(waits, 0.5), "ms");
        row("the slowest of them", at(waits, 1), "ms");
        row("a page meanwhile, median", at(pages, 0.5), "ms");
        row("a page meanwhile, 99 of 100", at(pages, 0.99), "ms");
    }

    private void read(List<Double> times, AtomicBoolean over) {
        Browsing reader = forge.browsing();
        while (!over.get()) {
            long began = System.nanoTime();
            reader.get(REPO);
            times.add(1000 * seconds(began));
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static double at(List<Double> all, double part) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * (sorted.size() - 1))));
    }

    private static String longPython(int number) {
        StringBuilder text = new StringBuilder("n = " + number + "\n");
        for (int i = 0; i < 1000; i++) {
            text.append("def f" + i + "(a, b=" + i + "):\n    x = [a + j for j in range(b) if j % 3 == 1]\n")
                    .append("    if a > b:\n        return {'k': x, 'b': b * a}\n    return sum(x) + len(str(a))\n\n");
        }
        return text.toString();
    }

    /** A quarter each of Python, JSON, Java and C. */
    private void commit() throws IOException {
        List<String> ends = List.of(".py", ".json", ".java", ".c");
        List<String> texts = List.of(
                "def f%d(a):\n    return [a, %d]\n",
                "{\"a%d\": [1, 2, {\"b\": %d}]}\n",
                "class A%d { int f() { return %d; } }\n",
                "int f%d(void) { return %d; }\n");
        String commit = push(FILES, i -> "many/f" + i + ends.get(i % 4), i -> String.format(texts.get(i % 4), i, i)
                .repeat(20));
        String page = REPO + "/c/" + commit;
        try (Watching watching = Watching.page(forge.address(), browser, page)) {
            long began = System.nanoTime();
            String answer = browser.postForJson(page, Map.of()).body();
            long job = Long.parseLong(answer.replaceAll(".*\"job\":([0-9]+).*", "$1"));
            int steps = 0;
            int last = -1;
            while (forge.jobs().find(job).orElseThrow().state().isOpen()) {
                int now = forge.jobs().find(job).orElseThrow().progress();
                steps += now > last ? 1 : 0;
                last = now;
                LockSupport.parkNanos(5_000_000);
            }
            row(FILES + " files of a commit", seconds(began), "s");
            row("steps of progress that were told", steps, "");
            watching.next("\"files\":" + FILES);
        }
    }

    private String push(int count, IntFunction<String> name, IntFunction<String> text) throws IOException {
        RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
        Path work = folder.resolve("work");
        if (!Files.exists(work)) {
            git.init(work);
        }
        for (int i = 0; i < count; i++) {
            Path file = work.resolve(name.apply(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.apply(i));
        }
        git.ok(work, "add", ".");
        git.ok(work, "commit", "-q", "-m", count + " files");
        String remote = forge.address().replace("://", "://mira:correct%20horse@") + REPO + ".git";
        git.ok(work, "push", "-q", remote, "HEAD:refs/heads/main");
        return git.ok(work, "rev-parse", "HEAD");
    }
}
