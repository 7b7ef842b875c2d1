package starforge.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.repos.Repo;
import starforge.users.User;

/** A forge with repositories that a real git pushed, looked at by nobody in particular. */
final class FilledForge implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final RunningForge forge;
    private final RealGit git;
    private final User mira;
    private final Browsing stranger;

    FilledForge(Path folder) {
        this.folder = folder;
        this.forge = RunningForge.on(directory(folder.resolve("data")));
        this.git = new RealGit(directory(folder.resolve("home")));
        this.mira = forge.user("mira");
        this.stranger = forge.browsing();
    }

    RunningForge forge() {
        return forge;
    }

    User mira() {
        return mira;
    }

    /** Makes {@code mira/<name>} and pushes a past to it. */
    Repo push(String name, Past past) {
        Repo repo = forge.repo(mira, name);
        push(repo, past);
        return repo;
    }

    Repo pushPrivately(String name, Past past) {
        Repo repo = forge.privateRepo(mira, name);
        push(repo, past);
        return repo;
    }

    /** As {@link #push}, with a history in the words of git-fast-import. */
    Repo pushRaw(String name, String story) {
        Repo repo = forge.repo(mira, name);
        push(repo, story);
        return repo;
    }

    private void push(Repo repo, Past past) {
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
    void defaultBranch(Repo repo, String branch) {
        git.ok(folder.resolve("data/git/" + repo.id() + ".git"), "symbolic-ref", "HEAD", "refs/heads/" + branch);
    }

    /** Takes away the file that names the default branch. */
    void loseHead(Repo repo) {
        try {
            Files.delete(folder.resolve("data/git/" + repo.id() + ".git/HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full id of what a revision expression means in a pushed repository. */
    String id(String name, String expression) {
        return git.ok(folder.resolve(name), "rev-parse", "--verify", expression);
    }

    /** What git says in a pushed repository. */
    String git(String name, String... arguments) {
        return git.ok(folder.resolve(name), arguments);
    }

    HttpResponse<String> get(String path) {
        return stranger.get(path);
    }

    HttpResponse<String> get(String path, String header, String value) {
        return stranger.get(path, header, value);
    }

    HttpResponse<String> head(String path) {
        return stranger.send("HEAD", path);
    }

    int status(String path) {
        return get(path).statusCode();
    }

    /** A page that must be there. */
    String page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Asks for a page until it is as wanted. */
    HttpResponse<String> await(String path, Predicate<HttpResponse<String>> wanted) {
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
