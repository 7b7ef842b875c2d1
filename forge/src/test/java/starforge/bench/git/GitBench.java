package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import starforge.bench.Served;
import starforge.git.Repositories;

/**
 * {@code ./starforge bench git [--seconds N] [--only TEXT] [REPO...]}: prints what the forge and C git's own server took for the same, on
 * this project's repository and a large invented one, or on those named; all of it, or the rows with that text in their names.
 */
public final class GitBench {
    private static final int SECONDS = 10;

    private final Path folder;
    private final Programs programs;
    private final Table table = new Table(System.out);
    private final int seconds;
    private final String only;

    private GitBench(Path folder, int seconds, String only) throws IOException {
        this.folder = folder;
        this.programs = new Programs(Files.createDirectory(folder.resolve("home")));
        this.seconds = seconds;
        this.only = only;
    }

    /**
     * Runs it in a folder of its own, which goes again however this ends.
     *
     * @param arguments folders with repositories, and before them how many seconds a row may take and which rows are wanted
     */
    public static void run(List<String> arguments) throws Exception {
        List<String> rest = new ArrayList<>(arguments);
        int seconds = SECONDS;
        String only = "";
        if (rest.size() > 1 && rest.get(0).equals("--seconds") && rest.get(1).matches("[0-9]{1,4}")) {
            seconds = Integer.parseInt(rest.get(1));
            rest.subList(0, 2).clear();
        }
        if (rest.size() > 1 && rest.get(0).equals("--only")) {
            only = rest.get(1);
            rest.subList(0, 2).clear();
        }
        for (String name : rest) {
            if (!Files.isDirectory(Path.of(name))) {
                System.err.println("starforge bench git: there is no folder " + name + ".");
                System.exit(2);
            }
        }
        Path folder = Files.createTempDirectory("starforge-bench");
        Ending ending = new Ending(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::now));
        new GitBench(folder, seconds, only).compare(rest, ending);
    }

    private void compare(List<String> names, Ending ending) throws Exception {
        System.out.println(machine());
        List<Input> inputs = inputs(names);
        lay(inputs);
        Ours ours = ending.later(Ours.on(folder.resolve("data")));
        CGit theirs = ending.later(CGit.on(folder.resolve("theirs"), programs));
        if (ours.group().isEmpty()) {
            System.out.println("Processor time and memory are not shown: only root may have the kernel count them.");
        }
        List<Peer> ssh = overSsh(ours, theirs);
        for (Input input : inputs) {
            System.out.printf("%n%s: %s%n%n", input.name(), input.words(programs));
            comparePages(input, ours, theirs);
            Cases cases = Cases.of(input, folder, programs);
            compareGit(cases, ours, theirs);
            if (!ssh.isEmpty()) {
                compareSsh(cases, ssh.get(0), ssh.get(1));
            }
        }
    }

    /** What this runs on, and how busy that is. */
    public static String machine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String model = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .orElse(": unknown");
            return "%d cores,%s, Java %s, load %s"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            model.substring(model.indexOf(':') + 1),
                            System.getProperty("java.version"),
                            Files.readString(Path.of("/proc/loadavg"))
                                    .replaceAll(" \\S+ \\S+$", "")
                                    .strip());
        }
    }

    private List<Input> inputs(List<String> names) throws IOException, InterruptedException {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path target =
                Objects.requireNonNull(Path.of(Served.jar()).toAbsolutePath().getParent());
        List<Input> inputs = new ArrayList<>();
        if (names.isEmpty()) {
            say("Making a large repository, or taking the one made before.");
            Path root = Objects.requireNonNull(target.getParent()).resolveSibling(".");
            inputs.add(Input.head("own", root, sources, programs));
            Path invented = Invented.in(target.resolve("bench/invented.git"), programs);
            inputs.add(Input.of("invented", invented, sources, programs));
        }
        for (int i = 0; i < names.size(); i++) {
            inputs.add(Input.of(name(i, names.get(i)), Path.of(names.get(i)).toAbsolutePath(), sources, programs));
        }
        return inputs;
    }

    private static String name(int number, String path) {
        String last = "" + Path.of(path).toAbsolutePath().normalize().getFileName();
        String safe = last.toLowerCase(Locale.ROOT).replaceAll("\\.git$", "").replaceAll("[^a-z0-9]", "");
        return "repo" + (number + 1) + safe;
    }

    /** Lays each repository twice on both sides: as it was pushed, and as each side looks after it. */
    private void lay(List<Input> inputs) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path repos = Files.createDirectories(folder.resolve("theirs/repos"));
        Ours.lay(data);
        int id = 0;
        for (Input input : inputs) {
            say("Laying out " + input.name() + ".");
            Ours.take(data, input.source(), Cases.fresh(input.name()));
            Ours.take(data, input.source(), input.name());
            id += 2;
            tidy(data, id);
            Path theirs = repos.resolve(input.name() + ".git");
            programs.run(
                    repos,
                    List.of("cp", "-a", "" + input.source(), "" + repos.resolve(Cases.fresh(input.name()) + ".git")));
            programs.run(repos, List.of("cp", "-a", "" + input.source(), "" + theirs));
            programs.git(theirs, "repack", "-adbq");
            programs.git(theirs, "commit-graph", "write", "--reachable", "--changed-paths", "--no-progress");
            programs.git(theirs, "pack-refs", "--all");
        }
    }

    private static void tidy(Path data, int id) {
        try (Repositories repositories = new Repositories(data.resolve("git"))) {
            repositories.tidy(id);
        }
    }

    private void compareGit(Cases cases, Peer ours, CGit theirs) throws Exception {
        System.out.println();
        table.gitHead();
        for (Case it : cases.all()) {
            play(ours, theirs, it);
        }
        for (Cases.Filed each : cases.filed(theirs)) {
            play(each.server(), theirs, each.it());
        }
    }

    /** Both over SSH, ours first; nobody where there is no OpenSSH. */
    private List<Peer> overSsh(Ours ours, CGit theirs) throws IOException, InterruptedException {
        if (!Files.exists(SshDaemon.PROGRAM)) {
            System.out.println("SSH is left out: there is no " + SshDaemon.PROGRAM + " (openssh-server).");
            return List.of();
        }
        Path keys = folder.resolve("keys");
        SshDaemon.makeKey(keys, programs);
        return List.of(ours.overSsh(keys.resolve("client.pub")), theirs.overSsh(keys));
    }

    private void compareSsh(Cases cases, Peer ours, Peer theirs) throws Exception {
        System.out.printf("%nOver SSH, beside OpenSSH:%n%n");
        table.gitHead();
        for (Case it : cases.overSsh()) {
            play(ours, theirs, it);
        }
    }

    private void play(Peer ours, Peer theirs, Case it) throws Exception {
        if (it.name().contains(only)) {
            table.git(new Match(ours, theirs, seconds).play(it));
        }
    }

    private void comparePages(Input input, Peer ours, Peer theirs) throws Exception {
        PageMatch match = new PageMatch(ours, theirs, programs, seconds);
        Facts facts = Facts.of(input, Optional.empty(), programs);
        Path read = folder.resolve("theirs/repos/" + input.name() + ".git");
        table.pagesHead();
        for (PageCase it : PageCase.all(facts)) {
            if (it.name().contains(only)) {
                table.page(match.play(it, input.name(), read, facts.commits()));
            }
        }
    }

    private static void say(String sentence) {
        System.err.println(sentence);
    }
}
