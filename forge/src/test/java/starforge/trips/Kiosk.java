package starforge.trips;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The kiosk's own session and agent with the real Firefox and matchbox, on a screen that only Xvfb sees. */
final class Kiosk implements AutoCloseable {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;

    private static final Path SOURCE =
            Path.of("../kiosk/files").toAbsolutePath().normalize();
    private static final Path BEHIND =
            Path.of("src/test/resources/kiosk/behind.c").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GROUP_ENDS_MILLIS = 5_000;

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    /** Prepares a screen that is switched on later. */
    Kiosk(Path folder, String address) {
        this.folder = folder;
        settings.put("KIOSK_URL", address);
        settings.put("KIOSK_RUN", folder.resolve("run").toString());
        settings.put("KIOSK_STATE", folder.resolve("state").toString());
        settings.put("KIOSK_CACHE", folder.resolve("cache").toString());
        settings.put("KIOSK_SHARE", SOURCE.resolve("usr/share/starforge-kiosk").toString());
        settings.put("KIOSK_CONF", "/dev/null");
        settings.put("KIOSK_SECONDS_TO_HANG", "10");
        settings.put("KIOSK_LOOK_SECONDS", "0.5");
        settings.put("KIOSK_PAUSE_SECONDS", "0.2");
        settings.put("KIOSK_HEALTH_SECONDS", "2");
        settings.put("PYTHONDONTWRITEBYTECODE", "1");
        for (String each : List.of("run/agent", "run/session", "state", "cache")) {
            directory(folder.resolve(each));
        }
    }

    /** Gives it a token that no forge knows, and then no room for another one: the next is written to a device that is full. */
    Kiosk withWrongTokenOnFullDisk() {
        try {
            Files.writeString(folder.resolve("state/token"), "sfk_wrong");
            Files.createSymbolicLink(folder.resolve("state/token.new"), Path.of("/dev/full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Gives its browser a clock that is twenty years behind. */
    Kiosk withClockBehind() {
        String library = folder.resolve("behind.so").toString();
        shell("gcc", "-shared", "-fPIC", "-o", library, BEHIND.toString());
        Path browser = folder.resolve("browser");
        try {
            Files.writeString(browser, "#!/bin/sh\nLD_PRELOAD=" + library + " exec firefox-esr \"$@\"\n");
            Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("KIOSK_BROWSER", browser.toString());
        return this;
    }

    /** Switches it on. */
    Kiosk start() {
        Path display = folder.resolve("display");
        processes.add(run(
                "xvfb",
                List.of(
                        "bash",
                        "-c",
                        "exec Xvfb -displayfd 7 -screen 0 " + WIDTH + "x" + HEIGHT + "x24 -nolisten tcp 7>"
                                + display)));
        await("a display", () -> !read(display).isEmpty());
        settings.put("DISPLAY", ":" + read(display));
        processes.add(run("agent", List.of("python3", "-I", program("agent"))));
        processes.add(run("session", List.of("python3", "-I", program("session"))));
        return this;
    }

    private static String program(String name) {
        return SOURCE.resolve("usr/lib/starforge-kiosk").resolve(name).toString();
    }

    private Process run(String name, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(settings);
        Path log = folder.resolve(name + ".log");
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page says of itself, as the session read it. */
    String title() {
        return read(folder.resolve("run/session/title"));
    }

    /** What the agent lets the boot page show. */
    String state() {
        return read(folder.resolve("run/agent/state.js"));
    }

    /** The code that it shows. */
    String code() {
        awaitState("\"pairing\"");
        return state().replaceAll("(?s).*\"code\": \"([^\"]+)\".*", "$1");
    }

    String log() {
        return read(folder.resolve("agent.log")) + read(folder.resolve("session.log"));
    }

    boolean hasToken() {
        return !read(folder.resolve("state/token")).isEmpty();
    }

    void awaitState(String part) {
        await("the agent says " + part, () -> state().contains(part));
    }

    void awaitTitle(String word) {
        await("the title has " + word, () -> title().contains(word));
    }

    void awaitLog(String part) {
        await("the log has " + part, () -> log().contains(part));
    }

    private void await(String what, BooleanSupplier condition) {
        Waiting.until(
                PATIENCE,
                condition,
                () -> "Nothing came of waiting for: " + what + "; title " + title() + ", state " + state() + "\n"
                        + log());
    }

    /** Processes of the browser whose command line fits. */
    private List<ProcessHandle> browser(Predicate<String> commandLine) {
        return processes
                .get(processes.size() - 1)
                .descendants()
                .filter(process -> commandLine.test(commandLine(process.pid())))
                .toList();
    }

    /** As ps has it; ProcessHandle leaves out the arguments of some. */
    private static String commandLine(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    }

    private List<ProcessHandle> parents() {
        return browser(line -> line.contains("firefox") && line.contains("--kiosk"));
    }

    /** Kills the whole browser at its root, as when memory runs out. */
    void killBrowser() {
        parents().forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills the window manager. */
    void killManager() {
        browser(line -> line.startsWith("matchbox-window-manager")).forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills the process of the page alone. */
    void killTab() {
        browser(line -> line.contains("-contentproc") && line.endsWith("tab ")).forEach(ProcessHandle::destroyForcibly);
    }

    /** Stops the page without ending it, as an endless loop does. */
    void freezePage() {
        List<ProcessHandle> pages = browser(line -> line.contains("-contentproc") && line.endsWith("tab "));
        pages.forEach(process -> shell("kill", "-STOP", Long.toString(process.pid())));
    }

    private static void shell(String... command) {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is on the screen. */
    BufferedImage picture() {
        ProcessBuilder builder = new ProcessBuilder("import", "-window", "root", "png:-");
        builder.environment().putAll(settings);
        try {
            byte[] bytes = builder.start().getInputStream().readAllBytes();
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The colours of the four corners, and in the middle of the upper edge, where a browser would have its own things. */
    int[] edges() {
        BufferedImage picture = picture();
        return Stream.of(
                        new int[] {0, 0},
                        new int[] {WIDTH - 1, 0},
                        new int[] {0, HEIGHT - 1},
                        new int[] {WIDTH - 1, HEIGHT - 1},
                        new int[] {WIDTH / 2, 2})
                .mapToInt(at -> picture.getRGB(at[0], at[1]) & 0xffffff)
                .toArray();
    }

    /** Waits until all edges have this colour. */
    void awaitEdges(int colour) {
        await("edges of " + Integer.toHexString(colour), () -> Arrays.stream(edges())
                .allMatch(edge -> edge == colour));
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static void directory(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Switches it off: the session ends its browser, and what is left after that is killed. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            List<ProcessHandle> below = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(GROUP_ENDS_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            below.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
