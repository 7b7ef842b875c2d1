package starforge.bench.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What people do with Git, with the real git in a fresh folder; "raw" is a {@link RawFetch} instead. */
final class Cases {
    private static final int AT_ONCE = 20;
    private static final int BEHIND = 300;
    private static final String ALL_BRANCHES = "refs/heads/*:refs/heads/*";
    private static final RawRefs EVERY_REF = new RawRefs(List.of());

    private final Input input;
    private final Path folder;
    private final Programs programs;
    private final List<String> tips;
    private final String tip;
    private final String behind;
    private final Path same;

    private Cases(Input input, Path folder, Programs programs) throws IOException, InterruptedException {
        this.input = input;
        this.folder = Files.createDirectories(folder.resolve("client-" + input.name()));
        this.programs = programs;
        this.tips = input.tips(programs);
        this.tip = input.tip(programs);
        int known = Integer.parseInt(programs.ask(input.source(), "rev-list", "--first-parent", "--count", tip));
        this.behind = programs.ask(input.source(), "rev-parse", tip + "~" + Math.min(BEHIND, known / 2));
        this.same = template("same.git", tip);
    }

    /** Gets ready to fetch from a repository and to push to it. */
    static Cases of(Input input, Path folder, Programs programs) throws IOException, InterruptedException {
        return new Cases(input, folder, programs);
    }

    /** All cases; those that change the repository come last. */
    List<Case> all() throws IOException, InterruptedException {
        List<Case> all = new ArrayList<>(clones());
        all.addAll(fetches());
        all.addAll(refs());
        all.addAll(pushes("further"));
        return all;
    }

    /** The same over SSH, where only the real git can ask. */
    List<Case> overSsh() throws IOException, InterruptedException {
        List<Case> all = new ArrayList<>(clones());
        all.addAll(fetches());
        all.addAll(refs());
        all.addAll(pushes("further-over-ssh"));
        all.removeIf(it -> it.name().endsWith("raw"));
        return all;
    }

    /** The name of a copy that nobody has packed anew. */
    static String fresh(String name) {
        return name + "-fresh";
    }

    private List<Case> clones() {
        String name = input.name();
        String fresh = fresh(name);
        RawFetch all = new RawFetch(tips, List.of(), 0);
        RawFetch one = new RawFetch(List.of(tip), List.of(), 1);
        return List.of(
                new Case("clone, raw", (peer, run) -> () -> all.from(peer.address(name))),
                new Case("clone", (peer, run) -> cloning(peer.address(name))),
                new Case("clone, as pushed, raw", (peer, run) -> () -> all.from(peer.address(fresh))),
                new Case("clone, as pushed", (peer, run) -> cloning(peer.address(fresh))),
                new Case("clone --depth 1, raw", (peer, run) -> () -> one.from(peer.address(name))),
                new Case("clone --depth 1", (peer, run) -> cloning(peer.address(name), "--depth", "1")),
                new Case(AT_ONCE + " clones at once, raw", (peer, run) -> () -> together(all, peer.address(name))));
    }

    private Case.Work cloning(String address, String... options) throws IOException {
        Path clone = folder.resolve("clone.git");
        Folder.delete(clone);
        List<String> command = new ArrayList<>(List.of("git", "clone", "-q", "--bare"));
        command.addAll(List.of(options));
        command.addAll(List.of(address, "" + clone));
        return () -> programs.run(folder, command);
    }

    private static void together(RawFetch fetch, String address) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(threads.submit(() -> {
                    fetch.from(address);
                    return "";
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Case> fetches() throws IOException, InterruptedException {
        String name = input.name();
        Path older = template("older.git", behind);
        String count = programs.ask(input.source(), "rev-list", "--count", behind + ".." + tip);
        String branch = "refs/heads/" + input.branch();
        RawFetch some = new RawFetch(List.of(tip), List.of(behind), 0);
        return List.of(
                new Case("fetch of " + count + " commits, raw", (peer, run) -> () -> some.from(peer.address(name))),
                new Case("fetch of " + count + " commits", (peer, run) -> {
                    Path copy = copy(older);
                    return () -> programs.git(copy, "fetch", "-q", peer.address(name), branch + ":" + branch);
                }));
    }

    /** What is asked of refs alone, without the client and with it. */
    private List<Case> refs() {
        String name = input.name();
        return List.of(
                new Case("fetch of nothing, raw", (peer, run) -> () -> branch().from(peer.address(name))),
                new Case("fetch of nothing", this::fetchingNothing),
                new Case("ls-remote, raw", (peer, run) -> () -> EVERY_REF.from(peer.address(name))),
                new Case("ls-remote", this::listing));
    }

    /** A server that has the answers to one case in files, and that case. */
    record Filed(Case it, Canned server) {}

    /** The least that the client itself takes. */
    List<Filed> filed(CGit theirs) throws IOException {
        String name = input.name();
        return List.of(
                new Filed(
                        new Case("fetch of nothing, from files", this::fetchingNothing),
                        Canned.of(theirs, name, "nothing", branch())),
                new Filed(new Case("ls-remote, from files", this::listing), Canned.of(theirs, name, "all", EVERY_REF)));
    }

    private RawRefs branch() {
        return RawRefs.ofBranch("refs/heads/" + input.branch());
    }

    private Case.Work fetchingNothing(Peer peer, int run) {
        String branch = "refs/heads/" + input.branch();
        return () -> programs.git(same, "fetch", "-q", peer.address(input.name()), branch + ":" + branch);
    }

    private Case.Work listing(Peer peer, int run) {
        return () -> programs.git(folder, "ls-remote", "-q", peer.address(input.name()));
    }

    /** A bare repository with the default branch at a commit, and no more. */
    private Path template(String name, String commit) throws IOException, InterruptedException {
        Path made = folder.resolve(name);
        programs.git(folder, "init", "-q", "--bare", "" + made);
        programs.git(input.source(), "push", "-q", "" + made, commit + ":refs/heads/" + input.branch());
        return made;
    }

    private Path copy(Path template) throws IOException, InterruptedException {
        Path copy = folder.resolve("copy.git");
        Folder.delete(copy);
        programs.run(folder, List.of("cp", "-al", "" + template, "" + copy));
        return copy;
    }

    private List<Case> pushes(String branch) throws IOException, InterruptedException {
        Path pusher = template(branch + ".git", tip);
        programs.feed(
                pusher, out -> out.write(further().getBytes(StandardCharsets.US_ASCII)), "fast-import", "--quiet");
        String name = input.name();
        return List.of(
                new Case("push of everything", (peer, run) -> pushing(peer, name + "-push-" + run)),
                new Case(
                        "push of one commit",
                        (peer, run) -> () -> programs.git(
                                pusher,
                                "push",
                                "-q",
                                peer.pushAddress(name),
                                "refs/further/" + run + ":refs/heads/" + branch)));
    }

    private Case.Work pushing(Peer peer, String name) throws IOException, InterruptedException {
        peer.create(name);
        return new Case.Work() {
            @Override
            public void run() throws IOException, InterruptedException {
                programs.git(
                        input.source(), "push", "-q", peer.pushAddress(name), ALL_BRANCHES, "refs/tags/*:refs/tags/*");
            }

            @Override
            public void clear() throws IOException, InterruptedException {
                peer.drop(name);
            }
        };
    }

    /** Commits on top of each other, each with a ref of its own. */
    private String further() {
        StringBuilder stream = new StringBuilder();
        String person = "Mira <mira@example.org> 1800000000 +0000\n";
        String parent = tip;
        for (int i = 0; i <= 2 * Match.MOST; i++) {
            String text = "Line " + i + "\n";
            stream.append(
                    "commit refs/further/" + i + "\nmark :" + (i + 1) + "\nauthor " + person + "committer " + person);
            stream.append("data " + text.length() + "\n" + text + "from " + parent + "\n");
            stream.append("M 100644 inline further.txt\ndata " + text.length() + "\n" + text);
            parent = ":" + (i + 1);
        }
        return stream.toString();
    }
}
