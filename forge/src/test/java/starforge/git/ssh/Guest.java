package starforge.git.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import starforge.git.RealGit;

/** Somebody with OpenSSH's {@code ssh}, a key pair and a {@code git} that uses both. Knows nothing of this machine's user. */
public final class Guest {
    private static final long DEADLINE_SECONDS = 60;

    private final Path home;
    private final RealGit git;

    record Result(int exit, String out, String err) {}

    private Guest(Path home, int port, String... keyOptions) {
        this.home = home;
        run("ssh-keygen", list(List.of("-q", "-N", "", "-C", "guest", "-f", "key"), keyOptions));
        write("config", """
                Host *
                  IdentityFile %1$s/key
                  IdentitiesOnly yes
                  IdentityAgent none
                  BatchMode yes
                  UserKnownHostsFile %1$s/known_hosts
                  GlobalKnownHostsFile /dev/null
                  StrictHostKeyChecking accept-new
                  LogLevel ERROR
                  Port %2$d
                """.formatted(home, port));
        this.git = new RealGit(home);
        git.ok(home, "config", "--global", "core.sshCommand", "ssh -F " + home.resolve("config"));
    }

    /** Makes a guest with a fresh key. */
    public static Guest at(Path home, int port, String... keyOptions) {
        try {
            return new Guest(Files.createDirectories(home), port, keyOptions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> list(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    public String publicKey() {
        return read("key.pub").strip();
    }

    public RealGit git() {
        return git;
    }

    public Path home() {
        return home;
    }

    /** Runs ssh with options, then a host, then perhaps a command. */
    Result ssh(String... arguments) {
        return run("ssh", list(List.of("-F", home.resolve("config").toString()), arguments));
    }

    /** Begins ssh and leaves it alone. */
    Process begin(String... arguments) {
        List<String> command = list(List.of("ssh", "-F", home.resolve("config").toString()), arguments);
        try {
            return new ProcessBuilder(command).directory(home.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(String program, List<String> arguments) {
        List<String> command = list(List.of(program), arguments.toArray(String[]::new));
        try {
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(home.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(home.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
