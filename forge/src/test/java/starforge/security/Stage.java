package starforge.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.RepoName;
import starforge.git.RealGit;
import starforge.repos.Repo;
import starforge.users.User;

/** A forge with everybody who asks and the three places, each with two branches, a release and a star. */
final class Stage implements AutoCloseable {
    final RunningForge forge;
    final RealGit git;
    private final Path folder;
    private final Map<String, Browsing> browsers = new HashMap<>();

    Stage(Path folder) {
        this.folder = folder;
        this.forge = RunningForge.withSsh(directory(folder.resolve("data")));
        this.git = new RealGit(directory(folder.resolve("home")));
        forge.admin("ada");
        List.of("mira", "ravi", "hana", "tobi").forEach(forge::user);
        User mira = user("mira");
        fill(forge.repo(mira, "open"));
        fill(forge.privateRepo(mira, "vault"));
        fill(forge.repo(mira, "attic"));
        browser("mira").post("/mira/attic/settings/archive", Map.of("archived", "1"));
    }

    /** Gives a repository of the owner its helpers, files, release and star. */
    void fill(Repo repo) {
        for (String[] helper : new String[][] {{"hana", "read"}, {"ravi", "write"}}) {
            Level level = Level.valueOf(helper[1].toUpperCase(Locale.ROOT));
            forge.collaborators().let(user("mira").identity(), entry(repo), user(helper[0]), level);
        }
        Path work = git.init(folder.resolve("work-" + repo.id()));
        git.commit(work, "a.txt", "one\n");
        git.ok(work, "push", "-q", remote("mira", repo.url()), "HEAD:main", "HEAD:side", "HEAD:refs/tags/v1");
        browser("mira").post(repo.url() + "/releases/new", Map.of("tag", "v1", "title", "One"));
        browser("mira").post(repo.url() + "/star/1", Map.of());
    }

    static Gate.Entry entry(Repo repo) {
        return repo.entry(Level.ADMIN);
    }

    /** The repository of an address. */
    Repo repo(String path) {
        RepoName name = RepoName.parse(path.substring(1)).orElseThrow();
        Gate.Entry entry = forge.desk().repos().require(user("ada").identity(), name, Level.READ);
        return forge.desk().repos().get(entry);
    }

    User user(String name) {
        return forge.desk().users().get(name);
    }

    /** The browser in which somebody is signed in all the time. */
    Browsing browser(String name) {
        return browsers.computeIfAbsent(name, any -> forge.browsing(user(name)));
    }

    /** The place in the log of what happened last. */
    long last() {
        String log = browser("ada").get("/-/events?after=0").body();
        return log.lines().count();
    }

    /** Takes the owner's star back and gives it again. */
    void star(String path) {
        browser("mira").post(path + "/star/0", Map.of());
        browser("mira").post(path + "/star/1", Map.of());
    }

    /** A Git address with somebody's password in it. */
    String remote(String user, String path) {
        return forge.address().replace("://", "://" + user + ":correct%20horse@") + path + ".git";
    }

    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        forge.close();
    }
}
