package starforge.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import starforge.bench.CoreBench;
import starforge.bench.git.GitBench;
import starforge.kernels.JavaKernels;
import starforge.kernels.NativeKernels;
import starforge.kernels.Snapshot;

/**
 * {@code ./starforge bench search [REPO]}: prints what literals and regular expressions cost in the head of a repository (the one
 * it is called in, when none is named), and which bars are not held.
 */
public final class SearchBench {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3;
    private static final double BAR = 1.5;
    private static final String C = "C";
    private static final String TEXT = "rg text";
    private static final String READING = "reading";

    private final Field field;
    private final Random turns = new Random(1);
    private final Map<Wanted, Map<String, Double>> costs = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<Double> readings = new ArrayList<>();

    private SearchBench(Field field) {
        this.field = field;
    }

    /** Runs it in a folder of its own, which goes again however this ends. */
    public static void run(List<String> arguments) throws Exception {
        Path folder = Files.createTempDirectory("starforge-bench");
        try {
            Field field = Field.of(Path.of(arguments.isEmpty() ? "" : arguments.get(0)), folder);
            NativeKernels c = NativeKernels.fromJar();
            System.out.println(GitBench.machine());
            System.out.printf("%.1f MB of text in %d files; %s%n%n", field.length() / 1e6, field.files(), c.name());
            try (Snapshot one = c.open(field.snapshot());
                    Snapshot twin = new JavaKernels().open(field.snapshot())) {
                new SearchBench(field).measure(one, twin);
            }
        } finally {
            CoreBench.delete(folder);
        }
    }

    private void measure(Snapshot one, Snapshot twin) throws IOException, InterruptedException {
        List<Rival> rivals = rivals(one, twin);
        for (Wanted wanted : Wanted.ALL) {
            match(wanted, rivals);
        }
        print(rivals);
    }

    private List<Rival> rivals(Snapshot one, Snapshot twin) {
        String tree = field.tree().toString();
        Rival reading = new Rival(READING, wanted -> {
            double millis = Rival.millis(() -> NativeKernels.sum(one));
            readings.add(millis);
            return new Rival.Result(millis, -1);
        });
        String text = field.text().toString();
        return List.of(
                Rival.kernel(C, one),
                Rival.kernel("Java", twin),
                reading,
                Rival.program(TEXT, true, wanted -> ripgrep(wanted, List.of("-j1", "--mmap", "-a", text))),
                Rival.program("rg tree", false, wanted -> ripgrep(wanted, List.of("-uu", "-g", "!.git", tree))),
                Rival.program("git grep", false, wanted -> {
                    List<String> command = new ArrayList<>(List.of("git", "-C", tree, "grep", "-c", "-I"));
                    command.addAll(wanted.arguments("-P"));
                    command.add("HEAD");
                    return quiet(command);
                }));
    }

    private static List<String> ripgrep(Wanted wanted, List<String> where) {
        List<String> command = new ArrayList<>(List.of("rg", "--no-config", "--no-unicode", "--count-matches"));
        command.addAll(wanted.arguments());
        command.addAll(where);
        return where.contains("-a") ? command : quiet(command);
    }

    /** Its answers are of no use here. */
    private static List<String> quiet(List<String> command) {
        List<String> all = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" >/dev/null", "bash"));
        all.addAll(command);
        return all;
    }

    private void match(Wanted wanted, List<Rival> rivals) throws IOException, InterruptedException {
        Map<String, List<Double>> millis = new LinkedHashMap<>();
        Map<String, Long> hits = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP; round++) {
            rivals.get(0).search().run(wanted);
            rivals.get(1).search().run(wanted);
        }
        List<Rival> turn = new ArrayList<>(rivals);
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(turn, turns);
            for (Rival rival : turn) {
                Rival.Result result = rival.search().run(wanted);
                millis.computeIfAbsent(rival.name(), name -> new ArrayList<>()).add(result.millis());
                hits.put(rival.name(), result.hits());
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rivals.forEach(rival -> medians.put(rival.name(), median(millis.getOrDefault(rival.name(), List.of()))));
        costs.put(wanted, medians);
        counts(wanted, hits);
    }

    /** For a word, others take what is not ASCII for no part of one. */
    private void counts(Wanted wanted, Map<String, Long> hits) {
        long different =
                hits.values().stream().filter(count -> count >= 0).distinct().count();
        if (different > 1 && !wanted.word()) {
            complaints.add(wanted.text() + " is found in different numbers: " + hits);
        }
    }

    private void judge(Wanted wanted, Map<String, Double> medians, double limit) {
        double c = medians.getOrDefault(C, Double.NaN);
        if (!wanted.regex() && c > BAR * limit) {
            complaints.add("%s takes %.1f times what reading takes.".formatted(wanted.text(), c / limit));
        }
        if (c > medians.getOrDefault(TEXT, Double.NaN)) {
            complaints.add(wanted.text() + " takes longer than by ripgrep.");
        }
    }

    private void print(List<Rival> rivals) {
        double limit = median(readings);
        costs.forEach((wanted, medians) -> judge(wanted, medians, limit));
        System.out.printf("Reading all bytes takes %.2f ms: %.1f GB/s.%n%n", limit, speed(limit));
        System.out.printf("%-36s", "processor time, ms");
        rivals.forEach(rival -> System.out.printf("%10s", rival.name()));
        System.out.printf("%9s%10s%n", "C GB/s", "C/limit");
        costs.forEach((wanted, medians) -> {
            String marks = (wanted.caseless() ? " (any case)" : "") + (wanted.word() ? " (word)" : "");
            System.out.printf("%-36s", wanted.text() + marks);
            medians.values().forEach(cost -> System.out.printf("%10.2f", cost));
            double c = medians.getOrDefault(C, Double.NaN);
            System.out.printf("%9.1f%10.2f%n", speed(c), c / limit);
        });
        System.out.println();
        complaints.forEach(System.out::println);
    }

    private double speed(double millis) {
        return field.length() / 1e6 / millis;
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElse(Double.NaN);
    }
}
