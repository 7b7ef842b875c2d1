package starforge.git;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code git} program as a user has it, with a home of its own, so that nobody's settings change a test. */
public final class RealGit {
    private static final long DEADLINE_SECONDS = 60;
    private static final String SETTINGS = """
            [user]
            \tname = Ada Lovelace
            \temail = ada@example.org
            [init]
            \tdefaultBranch = main
            [advice]
            \tdetachedHead = false
            [gc]
            \tauto = 0
            """;

    private final Path home;

    /**
     * Prepares the program.
     *
     * @param home an empty folder for its settings and temporary files
     */
    public RealGit(Path home) {
        this.home = home;
        write(home.resolve(".gitconfig"), SETTINGS);
    }

    /**
     * What a run came to.
     *
     * @param exit 0 when it went well
     */
    public record Result(int exit, String out, String err) {}

    /** Runs git in a folder, whatever comes of it. */
    public Result run(Path folder, String... arguments) {
        return feed(folder, "", arguments);
    }

    /** Runs git in a folder; it must go well. Gives its output without the last line end. */
    public String ok(Path folder, String... arguments) {
        return out(feed(folder, "", arguments), arguments);
    }

    /** Like {@link #ok}, with something to read. */
    public String okWith(Path folder, String input, String... arguments) {
        return out(feed(folder, input, arguments), arguments);
    }

    /** Like {@link #ok}, with something to read that need not be text. */
    public String okWith(Path folder, byte[] input, String... arguments) {
        return out(feed(folder, input, arguments), arguments);
    }

    /** Makes a repository with a work tree. */
    public Path init(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ok(folder, "init", "-q");
        return folder;
    }

    /** Writes a file, commits it, and gives the id of the commit. */
    public String commit(Path folder, String file, String text) {
        write(folder.resolve(file), text);
        ok(folder, "add", "--", file);
        ok(folder, "commit", "-q", "-m", "Write " + file);
        return ok(folder, "rev-parse", "HEAD");
    }

    private static String out(Result result, String... arguments) {
        if (result.exit() != 0) {
            throw new AssertionError("git " + String.join(" ", arguments) + " ended with " + result);
        }
        return result.out().stripTrailing();
    }

    private Result feed(Path folder, String input, String... arguments) {
        return feed(folder, input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    private Result feed(Path folder, byte[] input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            File in = temporary(input);
            File out = temporary(new byte[0]);
            File err = temporary(new byte[0]);
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            environment(builder.environment());
            Process process = builder.redirectInput(in)
                    .redirectOutput(out)
                    .redirectError(err)
                    .start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("git " + String.join(" ", arguments) + " did not end");
            }
            return new Result(process.exitValue(), take(out), take(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void environment(Map<String, String> variables) {
        String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
        variables.clear();
        variables.put("PATH", path);
        variables.put("HOME", home.toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
    }

    private File temporary(byte[] content) throws IOException {
        Path file = Files.createTempFile(home, "git", "");
        Files.write(file, content);
        return file.toFile();
    }

    private static String take(File file) throws IOException {
        String text = new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
        Files.delete(file.toPath());
        return text;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
