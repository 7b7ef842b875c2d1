package starforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, run for real in a folder of its own. There Maven is a script that notes its call and lays down a jar, and
 * the program says what it was given.
 */
class LauncherTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>calls
            until [ ! -e slow ]; do sleep 0.05; done
            [ ! -e reports ] || cp -r reports/* .
            [ ! -e broken ] || { echo "Star.java:3: not Java"; exit 1; }
            mkdir -p forge/target && cp ready.jar forge/target/starforge.jar
            """;

    @TempDir
    Path place;

    private Path folder;

    @BeforeEach
    void lay_out_a_folder_with_sources() throws Exception {
        folder = Files.createDirectories(place.resolve("a folder, ünlike others"));
        write("pom.xml", "");
        write("forge/src/main/Star.java", "");
        write("themes/default/theme.css", "");
        program("bin/mvn", MAVEN);
        program("bin/chromium", "#!/bin/sh\n");
        Files.createDirectory(folder.resolve(".ci"));
        for (String file : List.of("starforge", ".ci/run", ".ci/totals.awk")) {
            Files.copy(Path.of("..").resolve(file), folder.resolve(file));
        }
        layDownProgram("ready.jar");
        // A class archive newer than any jar, so that no test waits for one to be made.
        write("forge/target/starforge.jsa", "");
        touch("forge/target/starforge.jsa", Instant.now().plus(Duration.ofHours(1)));
    }

    @Test
    void first_launch_builds_and_leaves_stdout_to_the_program() throws Exception {
        Ended launch = launch("token", "add", "Zoë Ó", "");
        assertThat(launch.out()).isEqualTo("[token, add, Zoë Ó, ]\n");
        assertThat(launch.err()).startsWith("starforge: Building Starforge.");
        assertThat(launch.status()).isZero();
        assertThat(calls()).singleElement().asString().contains("-DskipTests").endsWith("package");
    }

    @Test
    void second_launch_builds_nothing_and_says_nothing() throws Exception {
        launch();
        assertThat(launch("config")).isEqualTo(new Ended(0, "[config]\n", ""));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void newer_source_or_theme_is_built() throws Exception {
        launch();
        touch("themes/default/theme.css", Instant.now());
        launch();
        assertThat(calls()).hasSize(2);
        launch();
        assertThat(calls()).hasSize(2);
        Files.delete(folder.resolve("forge/src/main/Star.java"));
        launch();
        assertThat(calls()).hasSize(3);
    }

    @Test
    void two_launches_at_once_build_once() throws Exception {
        write("slow", "");
        Launched one = begin("one");
        Launched two = begin("two");
        one.await(() ->
                (Files.readString(one.err()) + Files.readString(two.err())).contains("Waiting for another build"));
        Files.delete(folder.resolve("slow"));
        assertThat(one.end().out() + two.end().out()).isEqualTo("[one]\n[two]\n");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void classes_of_a_killed_build_are_not_trusted() throws Exception {
        write("slow", "");
        Launched killed = begin();
        killed.await(() -> Files.exists(folder.resolve("calls")));
        Stream.concat(Stream.of(killed.process().toHandle()), killed.process().descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        write("forge/target/classes/Half.class", "");
        Files.delete(folder.resolve("slow"));
        assertThat(launch().status()).isZero();
        assertThat(folder.resolve("forge/target/classes")).doesNotExist();
    }

    @Test
    void failed_build_shows_its_last_words() throws Exception {
        write("broken", "");
        Ended launch = launch();
        assertThat(launch.status()).isEqualTo(1);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.err()).contains("Star.java:3: not Java", "The build failed.");
    }

    @Test
    void runs_from_elsewhere_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(place.resolve("sf"), folder.resolve("starforge"));
        assertThat(run(place, link, "config").end().out()).isEqualTo("[config]\n");
        assertThat(folder.resolve("target/build.log")).exists();
    }

    @Test
    void jar_beside_the_launcher_needs_no_sources() throws Exception {
        Files.delete(folder.resolve("pom.xml"));
        assertThat(launch())
                .matches(launch -> launch.status() == 1 && launch.err().contains("neither sources nor"));
        layDownProgram("starforge.jar");
        assertThat(launch("serve")).isEqualTo(new Ended(0, "[serve]\n", ""));
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void status_of_the_program_is_passed_on() throws Exception {
        assertThat(launch("exit", "2").status()).isEqualTo(2);
    }

    @Test
    void tests_end_with_one_line_for_all_modules() throws Exception {
        report("realtime", "BusTest", "tests='3' errors='0' skipped='0' failures='0'", "");
        report("forge", "StarsTest", "tests='2' errors='0' skipped='0' failures='0'", "");
        report("forge", "ForksTest", "tests='1' errors='0' skipped='0' failures='0'", "<testsuite tests='9'");
        Ended tests = launch("test", "-Dtest=Some");
        assertThat(tests.out()).isEqualTo("""
                [INFO] forge
                [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0
                [INFO] realtime
                [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0
                6 passed, 0 failed
                """);
        assertThat(tests.status()).isZero();
        assertThat(calls()).singleElement().asString().endsWith("verify -Dtest=Some");
    }

    @Test
    void failed_and_skipped_tests_fail() throws Exception {
        report("forge", "StarsTest", "tests='4' errors='1' skipped='0' failures='1'", "");
        assertThat(launch("test"))
                .matches(tests -> tests.status() == 1 && tests.out().endsWith("2 passed, 2 failed\n"));
        report("forge", "StarsTest", "tests='4' errors='0' skipped='1' failures='0'", "<skipped/>");
        Ended skipped = launch("test");
        assertThat(skipped.status()).isEqualTo(1);
        assertThat(skipped.out()).endsWith("\n3 passed, 0 failed, 1 skipped\n");
        assertThat(skipped.err()).contains("StarsTest.stars was skipped");
    }

    @Test
    void no_test_at_all_is_a_failure() throws Exception {
        assertThat(launch("test"))
                .isEqualTo(
                        new Ended(1, "0 passed, 0 failed\n", "starforge: No test ran, which counts as a failure.\n"));
    }

    @Test
    void tests_fail_when_maven_does() throws Exception {
        write("broken", "");
        report("realtime", "BusTest", "tests='3' errors='0' skipped='0' failures='0'", "");
        Ended tests = run(place, folder.resolve(".ci/run")).end();
        assertThat(tests.status()).isEqualTo(1);
        assertThat(tests.out()).startsWith("Star.java:3: not Java\n").endsWith("\n3 passed, 0 failed\n");
    }

    /** The program of these tests: prints its arguments, or ends with a status. */
    static final class Program {
        public static void main(String[] args) {
            if (args.length == 2 && args[0].equals("exit")) System.exit(Integer.parseInt(args[1]));
            System.out.println(List.of(args));
        }
    }

    private record Ended(int status, String out, String err) {}

    private record Launched(Process process, Path out, Path err) {
        void await(Callable<Boolean> condition) throws Exception {
            Instant deadline = Instant.now().plusSeconds(60);
            while (!condition.call()) {
                assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(Instant.now()).isBefore(deadline);
            }
        }

        Ended end() throws Exception {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private Ended launch(String... arguments) throws Exception {
        return begin(arguments).end();
    }

    private Launched begin(String... arguments) throws Exception {
        return run(folder, folder.resolve("starforge"), arguments);
    }

    private Launched run(Path directory, Path script, String... arguments) throws Exception {
        Path out = Files.createTempFile(place, "out", "");
        Path err = Files.createTempFile(place, "err", "");
        ProcessBuilder builder = new ProcessBuilder(script.toString())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("STARFORGE_"));
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        return new Launched(process, out, err);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private void program(String file, String text) throws IOException {
        write(file, text);
        assertThat(folder.resolve(file).toFile().setExecutable(true)).isTrue();
    }

    private void touch(String file, Instant time) throws IOException {
        Files.setLastModifiedTime(folder.resolve(file), FileTime.from(time));
    }

    /** Has Maven leave one of Surefire's reports: a class with these totals, and one test that holds this. */
    private void report(String module, String test, String totals, String inside) throws IOException {
        write("reports/" + module + "/target/surefire-reports/TEST-" + test + ".xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="%2$s" time="0.1" %1$s>
                  <testcase name="stars" classname="%2$s" time="0.1">
                    %3$s
                  </testcase>
                </testsuite>
                """.formatted(
                        totals.replace('\'', '"'), test, inside.replace('\'', '"')));
    }

    private void layDownProgram(String jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        String entry = Program.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(folder.resolve(jar));
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream program = Program.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            program.transferTo(out);
        }
    }
}
