package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import starforge.bench.Served;
import starforge.git.Repositories;

/**
 * {@code ./starforge bench browse [--seconds N] [--only TEXT] [--file PATH] [REPO...]}: prints how long every kind of page of a large
 * repository takes, beside cgit and the git command that finds the same, and how long others wait while much is asked for.
 * Without a name it looks at two invented repositories, one long and one full of merges. The file whose history and blame is
 * asked for is the longest there, or the one that is named.
 */
public final class BrowseBench {
    private static final int SECONDS = 6;

    private final Path folder;
    private final Programs programs;
    private final Table table = new Table(System.out);
    private int seconds = SECONDS;
    private String only = "";
    private Optional<String> file = Optional.empty();

    private BrowseBench(Path folder) throws IOException {
        this.folder = folder;
        this.programs = new Programs(Files.createDirectory(folder.resolve("home")));
    }

    /** Runs it in a folder of its own, which goes again however this ends. */
    public static void run(List<String> arguments) throws Exception {
        Path folder = Files.createTempDirectory("starforge-bench");
        Ending ending = new Ending(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::now));
        BrowseBench bench = new BrowseBench(folder);
        List<String> rest = new ArrayList<>(arguments);
        while (rest.size() > 1 && rest.get(0).startsWith("--")) {
            bench.set(rest.get(0), rest.get(1));
            rest.subList(0, 2).clear();
        }
        bench.look(rest, ending);
    }

    private void set(String option, String value) {
        switch (option) {
            case "--seconds" -> seconds = Integer.parseInt(value);
            case "--only" -> only = value;
            case "--file" -> file = Optional.of(value);
            default -> throw new IllegalArgumentException("starforge bench browse does not know " + option);
        }
    }

    private void look(List<String> names, Ending ending) throws Exception {
        System.out.println(GitBench.machine());
        List<Input> inputs = inputs(names);
        lay(inputs);
        Ours ours = ending.later(Ours.on(folder.resolve("data")));
        CGit theirs = ending.later(CGit.on(folder.resolve("theirs"), programs));
        for (Input input : inputs) {
            System.out.printf("%n%s: %s%n%n", input.name(), input.words(programs));
            compare(input, ours, theirs);
        }
    }

    private List<Input> inputs(List<String> names) throws IOException, InterruptedException {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        List<Input> inputs = new ArrayList<>();
        if (names.isEmpty()) {
            Path kept = Objects.requireNonNull(
                            Path.of(Served.jar()).toAbsolutePath().getParent())
                    .resolve("bench");
            inputs.add(Input.of("invented", Invented.in(kept.resolve("invented.git"), programs), sources, programs));
            inputs.add(Input.of("merges", Merges.in(kept.resolve("merges.git"), programs), sources, programs));
        }
        for (String name : names) {
            inputs.add(Input.of("repo" + inputs.size(), Path.of(name).toAbsolutePath(), sources, programs));
        }
        return inputs;
    }

    /** Lays each repository once on both sides, looked after as each side does. */
    private void lay(List<Input> inputs) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path repos = Files.createDirectories(folder.resolve("theirs/repos"));
        Ours.lay(data);
        for (Input input : inputs) {
            Ours.take(data, input.source(), input.name());
            Path theirs = repos.resolve(input.name() + ".git");
            programs.run(repos, List.of("cp", "-a", "" + input.source(), "" + theirs));
            programs.git(theirs, "repack", "-adbq");
            programs.git(theirs, "commit-graph", "write", "--reachable", "--changed-paths", "--no-progress");
            programs.git(theirs, "pack-refs", "--all");
        }
        try (Repositories repositories = new Repositories(data.resolve("git"))) {
            for (int id = 1; id <= inputs.size(); id++) {
                repositories.tidy(id);
            }
        }
    }

    private void compare(Input input, Peer ours, Peer theirs) throws Exception {
        PageMatch match = new PageMatch(ours, theirs, programs, seconds);
        Facts facts = Facts.of(input, file, programs);
        Path read = folder.resolve("theirs/repos/" + input.name() + ".git");
        table.pagesHead();
        for (PageCase it : PageCase.all(facts)) {
            if (it.name().contains(only)) {
                table.page(match.play(it, input.name(), read, facts.commits()));
            }
        }
        if ("all names".contains(only)) {
            new AllNames(ours.site(input.name()), facts).print();
        }
        if ("under load".contains(only)) {
            new Load(ours.site(input.name()), ours.address(input.name()), facts).print();
        }
    }
}
