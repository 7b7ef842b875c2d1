package starforge.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.repos.Repo;
import starforge.users.User;

/** A forge with mira's repositories, filled by pushes or, past all checks, in their own folders. */
final class PushedForge implements AutoCloseable {
    private final Path folder;
    private final RealGit git;
    private RunningForge forge;
    private final User mira;

    PushedForge(Path folder) {
        this.folder = folder;
        this.git = new RealGit(directory("home"));
        this.forge = RunningForge.on(directory("data"));
        this.mira = forge.user("mira");
    }

    private Path directory(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningForge forge() {
        return forge;
    }

    RealGit git() {
        return git;
    }

    Browsing stranger() {
        return forge.browsing();
    }

    Browsing mira() {
        return forge.browsing(mira);
    }

    /** Makes an empty repository and gives the folder in which its files lie. */
    Path repo(String name) {
        Repo repo = forge.repo(mira, name);
        return folder.resolve("data/git/" + repo.id() + ".git");
    }

    /** Pushes a history in the words of git-fast-import. */
    void push(String name, String story) {
        repo(name);
        Path work = directory("work/" + name);
        git.ok(work, "init", "-q", "--bare");
        git.okWith(work, story.getBytes(UTF_8), "fast-import", "--quiet", "--date-format=raw-permissive");
        git.ok(work, "push", "-q", address(name), "--all");
    }

    /** The address to push to, with mira's password in it. */
    String address(String name) {
        return forge.address().replace("://", "://mira:" + RunningForge.PASSWORD.replace(" ", "%20") + "@") + "/mira/"
                + name + ".git";
    }

    /** One file for git-fast-import. */
    static String file(String mode, String name, String content) {
        return "M " + mode + " inline " + name + "\ndata " + content.getBytes(UTF_8).length + "\n" + content + "\n";
    }

    /** The beginning of a commit of main for git-fast-import. */
    static String commit(String who, String message) {
        return "commit refs/heads/main\nauthor " + who + "\ncommitter " + who + "\ndata "
                + message.getBytes(UTF_8).length + "\n" + message + "\n";
    }

    void restart() {
        forge.close();
        forge = RunningForge.on(folder.resolve("data"));
    }

    @Override
    public void close() {
        forge.close();
    }
}
