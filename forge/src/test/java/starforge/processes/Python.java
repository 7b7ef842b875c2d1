package starforge.processes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import starforge.servers.Server;

/** A Celery worker in Python (Debian's package python3-celery), which runs one of the test's modules. */
final class Python extends Server {
    /** Debian's own: only that one knows Debian's packages. */
    static final String PROGRAM = "/usr/bin/python3";

    private final String module;
    private final Map<String, String> settings;
    private int starts;

    /**
     * Prepares a worker.
     *
     * @param module below {@code celery/} of the test's resources, or of the example
     * @param backend where it leaves its results
     */
    Python(String module, String broker, String backend) {
        super("python");
        this.module = module;
        String paths = folder("celery") + ":" + Path.of("examples/celery-ci").toAbsolutePath();
        this.settings = Map.of(
                "BROKER", broker,
                "BACKEND", backend,
                "PYTHONPATH", paths,
                "COMMAND", "sh build.sh",
                "PYTHONDONTWRITEBYTECODE", "1");
    }

    static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(Python.class.getClassLoader().getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a script of the test's to its end, and gives what it printed. */
    static String script(String name, String broker, String backend) {
        ProcessBuilder builder = new ProcessBuilder(
                        PROGRAM, folder("celery/" + name).toString())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(Map.of("BROKER", broker, "BACKEND", backend));
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected List<String> command() {
        starts++;
        return List.of(PROGRAM, "-m", "celery", "-A", module, "worker", "-c", "1", "-l", "INFO", "-n", "w" + starts);
    }

    @Override
    protected Map<String, String> environment() {
        return settings;
    }

    @Override
    protected boolean answers() {
        return said().split(" ready\\.", -1).length > starts;
    }
}
