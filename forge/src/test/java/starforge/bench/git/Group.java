package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes that the kernel counts together (cgroups(7), version 1 or 2). A server's own numbers would not do: fcgiwrap
 * ignores SIGCHLD, so what its children used is in nobody's {@code cutime}.
 */
final class Group implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final int ATTEMPTS = 100;

    private final Path folder;

    private Group(Path folder) {
        this.folder = folder;
    }

    /** Makes an empty group; there is none where this process may not make one, as only root may. */
    static Optional<Group> make(String name) {
        for (Path place : List.of(ROOT.resolve("cpuacct"), ROOT.resolve("cpu,cpuacct"), ROOT)) {
            Path folder =
                    place.resolve("starforge-bench-" + ProcessHandle.current().pid() + "-" + name);
            if (isCounting(place) && folder.toFile().mkdir()) {
                return Optional.of(new Group(folder));
            }
        }
        return Optional.empty();
    }

    private static boolean isCounting(Path place) {
        return Files.exists(place.resolve("cpuacct.usage")) || Files.exists(place.resolve("cgroup.controllers"));
    }

    /** The same command, started in this group. */
    List<String> around(List<String> command) {
        List<String> all = new ArrayList<>();
        all.addAll(
                List.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", members().toString()));
        all.addAll(command);
        return all;
    }

    /** Processor time of all that ever ran in it, in nanoseconds. */
    long cpuNanos() throws IOException {
        Path first = folder.resolve("cpuacct.usage");
        if (Files.exists(first)) {
            return Long.parseLong(Files.readString(first).strip());
        }
        return TimeUnit.MICROSECONDS.toNanos(number(folder.resolve("cpu.stat"), "usage_usec"));
    }

    /** Memory of its own that it holds now, in bytes; pages of files are the kernel's, and the same for everybody. */
    long ownBytes() throws IOException {
        long sum = 0;
        for (long pid : pids()) {
            sum += memory(pid);
        }
        return sum;
    }

    private static long memory(long pid) {
        try {
            return 1024 * number(Path.of("/proc", Long.toString(pid), "status"), "RssAnon:");
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long number(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private List<Long> pids() throws IOException {
        return Files.readAllLines(members()).stream().map(Long::valueOf).toList();
    }

    private Path members() {
        return folder.resolve("cgroup.procs");
    }

    /** Ends whatever still runs in it. */
    @Override
    public void close() throws IOException {
        for (int i = 0; i < ATTEMPTS && !folder.toFile().delete(); i++) {
            for (long pid : pids()) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
