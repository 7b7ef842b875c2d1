package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed on a screen, as far as it can be looked at without one. */
class KioskFilesTest {
    private static final Path KIOSK = Path.of("../kiosk").toAbsolutePath().normalize();
    private static final List<String> SCHEMAS =
            List.of("modules/policies/policies-schema.json", "modules/policies/schema.sys.mjs");

    @TempDir
    Path folder;

    private record Ran(int exit, String out) {}

    private static Ran run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out);
    }

    private Ran install(String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of(KIOSK.resolve("install.sh").toString(), "--root", folder.toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return run(command);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void installing_twice_is_installing_once_and_uninstalling_leaves_nothing() throws Exception {
        assertThat(install("--url", "https://forge.example", "--name", "Hall").exit())
                .isZero();
        List<String> first = files();
        assertThat(first).contains("usr/lib/starforge-kiosk/agent", "etc/firefox/policies/policies.json");

        assertThat(install("--url", "https://other.example").exit()).isZero();
        assertThat(files()).isEqualTo(first);
        assertThat(folder.resolve("etc/starforge-kiosk/kiosk.conf"))
                .content()
                .contains("KIOSK_URL=https://other.example\n", "KIOSK_NAME=Hall\n")
                .doesNotContain("forge.example\nKIOSK_URL");
        assertThat(folder.resolve("etc/firefox/policies/policies.json"))
                .content()
                .contains("https://other.example/*");

        assertThat(install("--uninstall").exit()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void policies_of_somebody_else_come_back() throws Exception {
        Path policies = folder.resolve("etc/firefox/policies/policies.json");
        Files.createDirectories(policies.getParent());
        Files.writeString(policies, "{\"policies\":{}}");

        install("--url", "https://forge.example");
        assertThat(policies).content().contains("starforge-kiosk");
        install("--uninstall");

        assertThat(policies).hasContent("{\"policies\":{}}");
    }

    @Test
    void an_address_that_is_none_is_refused_and_settings_of_the_boot_partition_are_not_run() throws Exception {
        assertThat(install("--url", "forge.example; reboot").out()).contains("which forge?");
        assertThat(install().exit()).isEqualTo(1);

        Path boot = Files.createDirectories(folder.resolve("boot/firmware"));
        Files.writeString(
                boot.resolve("starforge-kiosk.conf"),
                "KIOSK_URL=https://forge.example\r\nKIOSK_NAME=$(touch " + folder + "/harm)\nexport PATH=/x\n");
        assertThat(install().exit()).isZero();

        assertThat(folder.resolve("harm")).doesNotExist();
        assertThat(folder.resolve("etc/starforge-kiosk/kiosk.conf"))
                .content()
                .contains("KIOSK_URL=https://forge.example\n")
                .doesNotContain("PATH");
    }

    @Test
    void the_browser_itself_knows_every_policy() throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode known = json.readTree(schema()).get("properties");
        JsonNode ours = json.readTree(KIOSK.resolve("files/etc/firefox/policies/policies.json")
                        .toFile())
                .get("policies");

        TreeSet<String> unknown = new TreeSet<>();
        ours.fieldNames().forEachRemaining(name -> {
            if (!known.has(name)) {
                unknown.add(name);
            }
        });
        assertThat(unknown).isEmpty();
        assertThat(known.has("WebsiteFilter")).isTrue();
    }

    /** Firefox keeps it in a zip file that may have other bytes before its first entry, as JSON or as a script that holds it. */
    private static String schema() throws IOException {
        byte[] archive = Files.readAllBytes(Path.of("/usr/lib/firefox-esr/browser/omni.ja"));
        int start = indexOf(archive, new byte[] {'P', 'K', 3, 4});
        try (ZipInputStream zip =
                new ZipInputStream(new java.io.ByteArrayInputStream(archive, start, archive.length - start))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (SCHEMAS.contains(entry.getName())) {
                    String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                    return text.substring(text.indexOf('{'));
                }
            }
        }
        throw new AssertionError("This Firefox has none of " + SCHEMAS);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("This is no zip file");
    }

    @Test
    void a_board_on_this_desktop_needs_an_address_and_a_screen() throws Exception {
        String here = KIOSK.resolve("here").toString();
        assertThat(run(here, "forge.example")).isEqualTo(new Ran(2, "starforge: usage: starforge kiosk ADDRESS\n"));
        Ran ran = run("env", "-u", "DISPLAY", here, "https://forge.example");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("There is no screen here.");
    }

    @Test
    void its_own_tests_pass() throws Exception {
        Ran ran = run(
                "python3",
                "-m",
                "unittest",
                "discover",
                "-s",
                KIOSK.resolve("test").toString(),
                "-p",
                "*_test.py");

        assertThat(ran.out()).contains("OK");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void scripts_and_programs_can_be_read() throws Exception {
        for (String script :
                List.of("install.sh", "here", "files/usr/bin/kioskctl", "test/chroot.sh", "test/nightly.sh")) {
            assertThat(run("bash", "-n", KIOSK.resolve(script).toString())).isEqualTo(new Ran(0, ""));
        }
        Objects.requireNonNull(new ObjectMapper()
                .readTree(KIOSK.resolve("files/etc/firefox/policies/policies.json")
                        .toFile()));
    }
}
