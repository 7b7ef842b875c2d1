package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import starforge.git.Repositories;

/** A folder of bare repositories made with the real Git, which is also the judge of what is read from them. */
final class Workbench {
    static final long REPO = 1;

    private final Path root;

    Workbench(Path root) {
        this.root = root;
        git("init", "--quiet", "--bare", "--template=", "--initial-branch=main", ".");
    }

    Repositories repositories() {
        return new Repositories(root);
    }

    Path folder() {
        return root.resolve(REPO + ".git");
    }

    /** Runs Git in the repository and gives what it prints, without the last line end. */
    String git(String... arguments) {
        return new String(run(new byte[0], arguments), UTF_8).stripTrailing();
    }

    List<String> lines(String... arguments) {
        return git(arguments).lines().toList();
    }

    /** Runs Git in the repository with bytes on its stdin, and gives those of its stdout. */
    byte[] run(byte[] input, String... arguments) {
        return runIn(folder(), input, arguments);
    }

    /** Runs Git in any folder. */
    static byte[] runIn(Path folder, byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(folder);
            Path in = Files.write(Files.createTempFile("stdin", ""), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment()
                    .putAll(Map.of(
                            "GIT_CONFIG_NOSYSTEM", "1",
                            "GIT_CONFIG_GLOBAL", "/dev/null",
                            "GIT_COMMITTER_NAME", "Committer",
                            "GIT_COMMITTER_EMAIL", "committer@example.org",
                            "LC_ALL", "C.UTF-8"));
            Process process = builder.start();
            byte[] output = process.getInputStream().readAllBytes();
            Files.delete(in);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Feeds a stream of git-fast-import. */
    void build(Story story) {
        run(story.bytes(), "fast-import", "--quiet", "--force", "--date-format=raw-permissive");
    }

    /** Writes any object, however broken, and gives its id. */
    String write(String type, byte[] content) {
        return new String(run(content, "hash-object", "-t", type, "-w", "--stdin", "--literally"), UTF_8).strip();
    }

    String write(String type, String content) {
        return write(type, content.getBytes(UTF_8));
    }

    /** The id of what a revision expression means. */
    String id(String expression) {
        return git("rev-parse", "--verify", expression);
    }
}
