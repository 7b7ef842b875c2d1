package starforge.checks.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever program is put into it can do little, and leaves nothing behind. */
class CageTest {
    private final Cage cage = new Cage();

    @TempDir
    Path folder;

    private String say(String script) throws Exception {
        Process process = cage.start(folder, 5, List.of("/bin/bash", "-c", script), true);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 seconds were not enough").isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void it_has_no_network() throws Exception {
        assumeThat(cage.isApart()).isTrue();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "/dev/tcp/127.0.0.1/" + server.getLocalPort();
            assertThat(say("exec 3<>" + address + " && echo reached || echo alone"))
                    .endsWith("alone");
        }
    }

    @Test
    void what_it_started_ends_with_it() throws Exception {
        assumeThat(cage.isApart()).isTrue();
        Process process = cage.start(
                folder, 5, List.of("/bin/bash", "-c", "(setsid sleep 300 &) ; touch begun; sleep 300"), true);
        soon(() -> Files.exists(folder.resolve("begun")));
        List<ProcessHandle> all = process.descendants().toList();
        assertThat(all).hasSizeGreaterThan(1);
        Cage.end(process);
        soon(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void it_sees_nothing_of_our_environment() throws Exception {
        assertThat(say("env -u _ -u SHLVL -u PWD -u OLDPWD").lines().map(line -> line.replaceFirst("=.*", "")))
                .containsExactlyInAnyOrder("PATH", "LANG", "HOME", "TMPDIR", "NODE_PATH");
        assertThat(say("echo $HOME $PWD")).isEqualTo(folder + " " + folder);
    }

    @Test
    void its_files_and_its_memory_stay_small() throws Exception {
        say("head -c 100000000 /dev/zero > large");
        assertThat(Files.size(folder.resolve("large"))).isLessThanOrEqualTo(16 << 20);
        assertThat(say("a=$(head -c 1000000000 /dev/zero | tr '\\0' a); echo $?"))
                .doesNotEndWith("\n0");
    }

    @Test
    void its_processor_time_ends() throws Exception {
        Process process = cage.start(folder, 1, List.of("/bin/bash", "-c", "while :; do :; done"), true);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isGreaterThan(128);
    }

    @Test
    void what_a_killed_forge_left_is_found_by_the_next() throws IOException {
        Path left = Files.createTempDirectory("starforge-check-999999999999-");
        Files.writeString(left.resolve("source.py"), "");
        Path ours = Scratch.open().folder();
        Scratch.removeThoseOfTheDead();
        assertThat(left).doesNotExist();
        assertThat(ours).exists();
        new Scratch(ours).close();
        assertThat(ours).doesNotExist();
    }
}
