package starforge.checks.checkers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts programs that can do little: no environment of ours, a folder of their own, no large files, a bounded processor time and, where
 * this machine grants it, no network. Wall time is for the caller to watch, who ends them with all that they started.
 */
final class Cage {
    private static final List<Path> PLACES = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));
    private static final long LARGEST_FILE = 8L << 20;

    private final List<String> before;

    Cage() {
        List<String> words = new ArrayList<>();
        find("unshare").filter(Cage::mayUnshare).ifPresent(it -> words.addAll(List.of(it, "-r", "-n", "--")));
        find("prlimit")
                .ifPresent(it -> words.addAll(List.of(it, "--core=0", "--fsize=" + LARGEST_FILE, "--nofile=256")));
        this.before = List.copyOf(words);
    }

    private static boolean mayUnshare(String program) {
        try {
            Process trial = new ProcessBuilder(program, "-r", "-n", "--", "true")
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
     * @param bounds more for {@code prlimit}, such as {@code --cpu=10}
     * @param tellsAll whether its standard error belongs to what it says; else that is lost
     */
    Process start(Path folder, List<String> bounds, List<String> command, boolean tellsAll) throws IOException {
        List<String> words = new ArrayList<>(before);
        if (!before.isEmpty() && before.get(before.size() - 1).startsWith("--nofile")) {
            words.addAll(bounds);
            words.add("--");
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TMPDIR", folder.toString());
        if (tellsAll) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }

    /** Ends a program and all that it started. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Makes a folder that nobody else may look into. */
    static Path folder() throws IOException {
        return Files.createTempDirectory("starforge-check");
    }

    /** Removes a folder with what lies in it. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
