package starforge.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.kernels.Kernels;
import starforge.repos.Repo;
import starforge.users.User;

/** A forge with repositories that a real git pushed, looked at by nobody in particular. */
public final class FilledForge implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final RunningForge forge;
    private final RealGit git;
    private final User mira;
    private final Browsing stranger;

    public FilledForge(Path folder) {
        this(folder, Kernels::best);
    }

    /** One in which code is searched by these. */
    public FilledForge(Path folder, Supplier<Kernels> kernels) {
        this(folder, Map.of(), kernels);
    }

    /** One that believes proxies on this machine who asks, in which code is searched by these. */
    static FilledForge behindProxy(Path folder, Supplier<Kernels> kernels) {
        return new FilledForge(folder, Map.of("trusted-proxies", "127.0.0.1"), kernels);
    }

    private FilledForge(Path folder, Map<String, String> settings, Supplier<Kernels> kernels) {
        this.folder = folder;
        this.forge = RunningForge.with(directory(folder.resolve("data")), settings, kernels);
        this.git = new RealGit(directory(folder.resolve("home")));
        this.mira = forge.user("mira");
        this.stranger = forge.browsing();
    }

    public RunningForge forge() {
        return forge;
    }

    public User mira() {
        return mira;
    }

    /** Makes {@code mira/<name>} and pushes a past to it. */
    public Repo push(String name, Past past) {
        Repo repo = forge.repo(mira, name);
        push(repo, past);
        return repo;
    }

    public Repo pushPrivately(String name, Past past) {
        Repo repo = forge.privateRepo(mira, name);
        push(repo, past);
        return repo;
    }

    /** As {@link #push}, with a history in the words of git-fast-import. */
    public Repo pushRaw(String name, String story) {
        Repo repo = forge.repo(mira, name);
        push(repo, story);
        return repo;
    }

    /** Pushes to a repository, for the first time or on top of what is there. */
    public void push(Repo repo, Past past) {
        push(repo, past.toString());
    }

    private void push(Repo repo, String story) {
        Path work = directory(folder.resolve(repo.name().name()));
        git.ok(work, "init", "-q", "--bare");
        git.okWith(work, story, "fast-import", "--quiet", "--date-format=raw-permissive");
        String password = RunningForge.PASSWORD.replace(" ", "%20");
        String address = forge.address().replace("://", "://mira:" + password + "@") + repo.url();
        git.ok(work, "push", "-q", address, "--all");
        git.ok(work, "push", "-q", address, "--tags");
    }

    /** Makes a branch the default that need not be there. */
    public void defaultBranch(Repo repo, String branch) {
        git.ok(folder.resolve("data/git/" + repo.id() + ".git"), "symbolic-ref", "HEAD", "refs/heads/" + branch);
    }

    /** Takes away the file that names the default branch. */
    public void loseHead(Repo repo) {
        try {
            Files.delete(folder.resolve("data/git/" + repo.id() + ".git/HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full id of what a revision expression means in a pushed repository. */
    public String id(String name, String expression) {
        return git.ok(folder.resolve(name), "rev-parse", "--verify", expression);
    }

    /** What git says in a pushed repository. */
    public String git(String name, String... arguments) {
        return git.ok(folder.resolve(name), arguments);
    }

    public HttpResponse<String> get(String path) {
        return stranger.get(path);
    }

    public HttpResponse<String> get(String path, String header, String value) {
        return stranger.get(path, header, value);
    }

    public HttpResponse<String> head(String path) {
        return stranger.send("HEAD", path);
    }

    public int status(String path) {
        return get(path).statusCode();
    }

    /** A page that must be there. */
    public String page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Asks for a page until it is as wanted. */
    public HttpResponse<String> await(String path, Predicate<HttpResponse<String>> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        HttpResponse<String> answer = get(path);
        while (!wanted.test(answer)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(path + " is still: " + answer.statusCode() + " " + answer.body());
            }
            answer = get(path);
        }
        return answer;
    }

    private static Path directory(Path path) {
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
