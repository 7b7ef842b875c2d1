package starforge.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.RepoName;
import starforge.flags.Flag;
import starforge.flags.Flag.Status;
import starforge.flags.FlagWish;
import starforge.flags.Flags;
import starforge.git.RealGit;
import starforge.jobs.Wish;

/**
 * A forge with people, and with repositories of every kind: honest, hostile, private, forked, empty, broken. All of it came
 * by the doors that people use: forms and the real git. A word stands in everything that belongs to a private
 * repository, its name, texts and refs, so that a page that shows the word shows what is private.
 */
public final class FilledForge implements AutoCloseable {
    /** Mira's; Hana reads, Ravi writes, Okoye runs it too. Ravi has a fork of it. */
    public static final String VAULT = "quietvault";
    /** Okoye's alone. */
    public static final String BOX = "hushbox";

    public static final List<String> SECRETS = List.of(VAULT, BOX);
    /** What follows the name in everybody's mail address, which is nobody else's business. */
    public static final String MAIL = "@private-mail.example";

    /** The webhook of mira's lantern. */
    public static final String WEBHOOK = "/settings/webhooks/1";

    /** A repository that lost its HEAD: what needs its files cannot be answered, which must be said well. */
    public static final String BROKEN = "/tobi/broken";

    /** A repository with a text of one line of 50 MB. */
    static final String HEAVY = "tobi/long";

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKYnBjyRC4KXw95/FIb+X1eY6UcR5GkqHYlp31dPqR7+ mira";
    private static final int LONG_LINE = 50_000_000;

    private final Path folder;
    private final RunningForge forge;
    private final RealGit git;
    private final Map<String, Browsing> browsers = new LinkedHashMap<>();

    private String userCode = "";
    private String resetPath = "";

    private FilledForge(Path folder) {
        this.folder = folder;
        this.forge = RunningForge.on(directory(folder.resolve("data")));
        this.git = new RealGit(directory(folder.resolve("home")));
    }

    /** Starts a forge in an empty folder and fills it; takes some seconds. */
    public static FilledForge in(Path folder) {
        FilledForge filled = new FilledForge(folder);
        filled.fill();
        return filled;
    }

    private void fill() {
        addPeople();
        addHonest();
        addGroup();
        addPrivate();
        addHostile();
        addOdd();
        addBoards();
        addJobs();
        addFlags();
        userCode = addScreens();
        resetPath = addReset();
    }

    private void addPeople() {
        String setUp = forge.setUpPath().orElseThrow();
        register("ada", setUp, Map.of("setup", setUp.substring(setUp.indexOf('=') + 1)));
        for (String name : List.of("mira", "ravi", "hana", "tobi", "okoye")) {
            register(name, "/register", Map.of());
        }
    }

    private void register(String name, String page, Map<String, String> more) {
        Browsing browser = forge.browsing();
        browser.get(page);
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("username", name);
        form.put("email", name + MAIL);
        form.put("password", RunningForge.PASSWORD);
        form.put("confirm", RunningForge.PASSWORD);
        expect(303, browser.post("/register", form));
        browser.get("/settings");
        browsers.put(name, browser);
    }

    /** One whose address is refused, so that nothing leaves this machine. */
    private void addWebhook() {
        Map<String, String> hook = Map.of("url", "http://127.0.0.1:8080/in", "subjects", "releases", "active", "true");
        browser("mira").get("/mira/lantern/settings/webhooks");
        expect(200, browser("mira").post("/mira/lantern/settings/webhooks", hook));
        post("mira", "/mira/lantern" + WEBHOOK + "/test", Map.of());
    }

    private void addHonest() {
        post("tobi", "/settings/appearance", Map.of("theme", "heather"));
        create("mira", "lantern", "A tiny message bus for small boards: one writer, many readers, no locks.", "");
        push("mira", "/mira/lantern", Lantern.past());
        create("hana", "tide", "Tables of the tides.", "");
        post("ravi", "/do_fork/mira/lantern", Map.of());
        git.ok(files("fork/ravi/mira/lantern"), "update-ref", "refs/heads/main", "refs/heads/main~1");
        for (String name : List.of("hana", "ravi", "tobi", "okoye")) {
            post(name, "/mira/lantern/star/1", Map.of());
            post(name, "/user/mira/follow/1", Map.of());
        }
        post("mira", "/hana/tide/star/1", Map.of());
        post("mira", "/hana/tide/star/tags", Map.of("tag", "to read"));
        post("mira", "/settings/tokens", Map.of("name", "Build machine", "scope", "read"));
        post("mira", "/settings/keys", Map.of("title", "Laptop", "ssh_key", KEY));
        forge.browsing().signIn("mira", RunningForge.PASSWORD);
        Map<String, String> release = Map.of("tag", "v1.0", "title", "A ring", "notes", "- **late** readers\n");
        post("mira", "/mira/lantern/releases/new", release);
        browser("mira").get("/mira/lantern/releases/edit/v1.0");
        for (String file : List.of("lantern-1.0.tar.gz", "lantern-1.0-with-debugging-symbols-for-arm64.deb")) {
            expect(303, browser("mira").postFile("/mira/lantern/upload/v1.0", "filestream", file, "not much\n"));
        }
        addWebhook();
    }

    /** Two people who own a repository together. */
    private void addGroup() {
        Map<String, String> form = Map.of(
                "group_name",
                "harbour",
                "display_name",
                "Harbour Street workshop",
                "description",
                "Small boards and tides.");
        post("mira", "/group/add", form);
        post("mira", "/group/harbour", Map.of("user", "hana", "role", "member"));
        create("mira", "harbour", "crane", "What lifts the rest.", "");
    }

    private void addPrivate() {
        create("mira", VAULT, "Plans of " + VAULT, "on");
        push("mira", "/mira/" + VAULT, secret(VAULT));
        collaborator(VAULT, "hana", "read");
        collaborator(VAULT, "ravi", "write");
        collaborator(VAULT, "okoye", "admin");
        post("hana", "/mira/" + VAULT + "/star/1", Map.of());
        post("ravi", "/do_fork/mira/" + VAULT, Map.of());
        create("okoye", BOX, "All of " + BOX, "on");
        push("okoye", "/okoye/" + BOX, secret(BOX));
        post("okoye", "/okoye/" + BOX + "/star/1", Map.of());
    }

    private void collaborator(String repo, String user, String level) {
        post("mira", "/mira/" + repo + "/settings/people", Map.of("user", user, "level", level));
    }

    private static byte[] secret(String word) {
        Chronicle past = new Chronicle();
        int first = past.commit(word + " author", word + "@mail.example", "Begin " + word);
        past.file("README.md", "# " + word + "\n\n[plan](" + word + "/plan.txt)\n")
                .file(word + "/plan.txt", "The plan of " + word + "\n");
        past.tag(word + "-1", word, "Release of " + word).branch(word + "-next", first);
        return past.bytes();
    }

    private void addHostile() {
        create("mira", "hostile", Hostile.TEXT.substring(0, 100), "");
        push("mira", "/mira/hostile", hostile());
        post("hana", "/mira/hostile/star/1", Map.of());
        post("tobi", "/do_fork/mira/hostile", Map.of());
        post("mira", "/settings/tokens", Map.of("name", Hostile.ELEMENT, "scope", "write"));
        create("tobi", "long", "", "");
        Chronicle past = new Chronicle();
        past.commit("Tobi", "tobi@mail.example", "x".repeat(5_000) + "\n\n" + "y ".repeat(50_000));
        past.file("line.txt".getBytes(UTF_8), Hostile.line(LONG_LINE));
        push("tobi", "/" + HEAVY, past.bytes());
    }

    private static byte[] hostile() {
        Chronicle past = new Chronicle();
        String author = "\"' onharm='1' &lt;harm&gt; ${54173878+1} \u202e";
        int first = past.commit(author, "\"onharm=1\"@" + Hostile.FORMULA, Hostile.TEXT + "\n\n" + Hostile.TEXT);
        Hostile.addContents(past);
        for (String name : Hostile.FILE_NAMES) {
            past.file("names/" + name, "on top\n").file("folders/" + name + "/f/" + name, "below\n");
        }
        past.commit("main", "", "", 0, "At the beginning of time\n".getBytes(UTF_8));
        past.file("old", "1970\n");
        past.commit("main", "Far", "far@mail.example", 253_402_300_799L, new byte[] {(byte) 0xff, '<', 'b', '>'});
        past.file("names/-h", "changed " + Hostile.TEXT).delete("no-end");
        for (String name : Hostile.REF_NAMES) {
            past.branch(name, first).tag(name, "tagger" + Hostile.ATTRIBUTE.replace("'", ""), Hostile.TEXT);
        }
        int last = past.commit("Mira", "mira@mail.example", "");
        past.branch("side", first);
        past.commit("side", "Mira", "m", 1_790_000_000, "On the side".getBytes(UTF_8));
        past.file("side.txt", "side\n");
        past.commit("main", "Mira", "m", 1_790_000_100, "Merge <harm>".getBytes(UTF_8));
        past.merging("side").file("merged " + last, "m\n");
        return past.bytes();
    }

    private void addOdd() {
        create("mira", "empty", "", "");
        create("mira", "unborn", "", "");
        push("mira", "/mira/unborn", Lantern.past());
        git.ok(files("mira/unborn"), "symbolic-ref", "HEAD", "refs/heads/never");
        create("tobi", "broken", "", "");
        push("tobi", "/tobi/broken", Lantern.past());
        delete(files("tobi/broken").resolve("HEAD"));
        Browsing mira = browser("mira");
        mira.get("/new");
        expect(303, mira.post("/new", Map.of("name", "standalone", "namespace", "", "readme", "on")));
        forge.desk().newRepos().importFrom(forge.desk().users().get("mira").identity(), Malformed.wish(), malformed());
    }

    private String malformed() {
        Path bare = directory(folder.resolve("malformed"));
        git.ok(bare, "init", "-q", "--bare");
        Malformed.fill(git, bare);
        return bare.toString();
    }

    /** One that everybody sees, and one of what is private. */
    private void addBoards() {
        Map<String, String> hall = new LinkedHashMap<>(
                Map.of("name", "hall", "title", "Harbour Street workshop", "everything", "true", "rotation", "0"));
        hall.putAll(Map.of("language", "en-GB", "zone", "Europe/Berlin", "distance", "near"));
        for (String panel : List.of("activity", "today", "stars", "lights", "wall")) {
            hall.put("panel-" + panel, "true");
        }
        post("ada", "/admin/boards", hall);
        Map<String, String> bureau = new LinkedHashMap<>(hall);
        bureau.putAll(Map.of("name", "bureau", "title", "Bureau", "everything", "", "repos", "mira/" + VAULT));
        post("ada", "/admin/boards", bureau);
    }

    /** One that waits for long, and one that was cancelled. */
    private void addJobs() {
        Wish wish = Wish.of("ping-job", Map.of(), 0).after(Duration.ofDays(9));
        forge.jobs().submit(wish);
        forge.jobs().cancel(forge.jobs().submit(wish));
    }

    /** A build that passed, with what it wrote, and something hostile that failed. */
    private void addFlags() {
        long repo = forge.desk()
                .repos()
                .require(Identity.ANONYMOUS, RepoName.of("mira", "lantern"), Level.READ)
                .id();
        String commit = git.ok(files("mira/lantern"), "rev-parse", "HEAD").strip();
        Flags.Setter mira = new Flags.Setter(forge.desk().users().get("mira").id(), "mira", 0);
        FlagWish built = new FlagWish(
                "build", "builder", Status.SUCCESS, OptionalInt.of(100), "12 tests in 3 s", "https://ci.example/12");
        Flag flag = forge.flags().set(repo, commit, mira, built);
        forge.database().change(transaction -> forge.flags()
                .addLines(transaction, flag, List.of("$ make test", "12 tests, all fine", Hostile.ELEMENT)));
        FlagWish hostile = new FlagWish(
                "x",
                Hostile.ELEMENT,
                Status.FAILURE,
                OptionalInt.empty(),
                Hostile.ELEMENT,
                "https://ci.example/?a=1&b=2");
        forge.flags().set(repo, commit, mira, hostile);
    }

    /** One device that is a screen, and one that waits. */
    private String addScreens() {
        Browsing device = forge.browsing();
        String first = userCode(device, "Raspberry Pi 3 Model B Plus Rev 1.3");
        post(
                "ada",
                "/pair",
                Map.of("user_code", first, "name", "Entrance", "board", "bureau", "current", RunningForge.PASSWORD));
        return userCode(
                device, "Raspberry Pi 5 " + Hostile.ELEMENT.substring(0, Math.min(60, Hostile.ELEMENT.length())));
    }

    private static String userCode(Browsing device, String model) {
        String answer = device.postBare("/-/device/authorization", Map.of("model", model))
                .body();
        return answer.replaceAll("(?s).*\"user_code\":\"([^\"]+)\".*", "$1");
    }

    /** The code of a device that nobody has paired yet. */
    public String userCode() {
        return userCode;
    }

    /** Ada makes a link with which okoye may choose a new password. */
    private String addReset() {
        Browsing ada = browser("ada");
        ada.get("/admin/users/okoye");
        String page = ada.post("/admin/users/okoye/reset", Map.of()).body();
        Matcher link = Pattern.compile("/password/reset/[^\"]+").matcher(page);
        if (!link.find()) {
            throw new AssertionError("No link in " + page);
        }
        return link.group();
    }

    private void create(String owner, String name, String description, String isPrivate) {
        create(owner, owner, name, description, isPrivate);
    }

    private void create(String user, String namespace, String name, String description, String isPrivate) {
        Map<String, String> form =
                Map.of("name", name, "namespace", namespace, "description", description, "private", isPrivate);
        post(user, "/new", form);
    }

    private void post(String user, String path, Map<String, String> form) {
        Browsing browser = browser(user);
        browser.get("/settings");
        HttpResponse<String> answer = browser.post(path, form);
        if (!path.equals("/settings/tokens")) {
            expect(303, answer);
        }
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.uri() + " was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    private void push(String user, String path, byte[] past) {
        Path work = directory(folder.resolve("work" + path));
        git.ok(work, "init", "-q", "--bare");
        git.okWith(work, past, "fast-import", "--quiet");
        String address = gitAddress(user, path);
        git.ok(work, "push", "-q", address, "--all");
        git.ok(work, "push", "-q", address, "--tags");
    }

    /** A Git address of the forge with somebody's password in it. */
    public String gitAddress(String user, String path) {
        String password = RunningForge.PASSWORD.replace(" ", "%20");
        return forge.address().replace("://", "://" + user + ":" + password + "@") + path + ".git";
    }

    private Path files(String name) {
        Identity ada = forge.desk().users().get("ada").identity();
        RepoName repo = RepoName.parse(name).orElseThrow();
        long id = forge.desk().repos().require(ada, repo, Level.READ).id();
        return forge.data().resolve("git/" + id + ".git");
    }

    public RunningForge forge() {
        return forge;
    }

    /** The way to a new password for okoye, which nobody has gone yet. */
    public String resetPath() {
        return resetPath;
    }

    public RealGit git() {
        return git;
    }

    /** The folder from which a repository was pushed, to ask git about it. */
    public Path work(String path) {
        return folder.resolve("work" + path);
    }

    /** The browser in which this one is signed in. */
    public Browsing browser(Actor actor) {
        return actor == Actor.NOBODY ? forge.browsing() : browser(actor.user());
    }

    private Browsing browser(String user) {
        return Objects.requireNonNull(browsers.get(user), user);
    }

    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        forge.close();
    }
}
