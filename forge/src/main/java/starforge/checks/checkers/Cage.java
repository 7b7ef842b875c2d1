package starforge.checks.checkers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts programs that can do little: no environment of ours, a folder of their own, no large files, bounded memory and processor
 * time ({@code prlimit}), and, where this machine grants it, namespaces of their own ({@code unshare}): there is no network in
 * them, and all that was started in them ends with the first process. Where namespaces are not granted, as in some containers,
 * the other bounds hold alone. Wall time is for the caller to watch.
 */
final class Cage {
    private static final Logger LOG = LoggerFactory.getLogger(Cage.class);
    private static final List<Path> PLACES = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));
    private static final long LARGEST_FILE = 16L << 20;
    private static final long MOST_MEMORY = 768L << 20;
    /** The shell is the first process of its namespace, and tells by which signal the second one ended. */
    private static final List<String> APART = List.of(
            "--map-root-user",
            "--net",
            "--ipc",
            "--pid",
            "--fork",
            "--kill-child",
            "--",
            "/bin/sh",
            "-c",
            "\"$@\"; exit $?",
            "sh");

    private final List<String> apart;
    private final Optional<String> limits = find("prlimit");

    Cage() {
        Optional<String> unshare = find("unshare").filter(Cage::isGranted);
        this.apart = unshare.map(it -> joined(List.of(it), APART)).orElse(List.of());
        if (apart.isEmpty() || limits.isEmpty()) {
            LOG.info("This machine does not let checkers be shut in wholly: namespaces {}, limits {}", unshare, limits);
        }
        Scratch.removeThoseOfTheDead();
    }

    private static boolean isGranted(String unshare) {
        try {
            Process trial = new ProcessBuilder(joined(joined(List.of(unshare), APART), List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = trial.waitFor(5, TimeUnit.SECONDS);
            trial.destroyForcibly();
            return ended && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether programs have no network, and end with all that they started. */
    boolean isApart() {
        return !apart.isEmpty();
    }

    /** Where a program is installed for all; what stands elsewhere on somebody's path is not taken. */
    static Optional<String> find(String program) {
        return PLACES.stream()
                .map(place -> place.resolve(program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /**
     * Starts a program.
     *
     * @param folder it works there, and calls it home
     * @param seconds the most processor time, 0 for any
     * @param tellsAll whether its standard error belongs to what it says; else that is lost
     */
    Process start(Path folder, int seconds, List<String> command, boolean tellsAll) throws IOException {
        List<String> words = joined(joined(apart, bounds(seconds)), command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "LANG", "C.UTF-8",
                        "HOME", folder.toString(),
                        "TMPDIR", folder.toString(),
                        // Where Debian's modules for Node are, also for a Node that is not Debian's.
                        "NODE_PATH", "/usr/share/nodejs"));
        if (tellsAll) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }

    /** Memory is that which is written to: engines reserve addresses by the gigabyte and use few. */
    private List<String> bounds(int seconds) {
        List<String> words = new ArrayList<>();
        limits.ifPresent(program -> {
            words.addAll(List.of(program, "--core=0", "--nofile=256", "--fsize=" + LARGEST_FILE));
            words.add("--data=" + MOST_MEMORY);
            if (seconds > 0) {
                words.add("--cpu=" + seconds);
            }
            words.add("--");
        });
        return words;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Ends a program and all that it started. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
