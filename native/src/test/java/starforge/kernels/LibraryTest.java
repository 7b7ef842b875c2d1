package starforge.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library itself: its own tests, who else may call it, and how Java comes to it. */
class LibraryTest {
    @TempDir
    Path folder;

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path library() throws IOException {
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86-64" : System.getProperty("os.arch");
        Path file = folder.resolve("libstarforge.so");
        try (InputStream library =
                NativeKernels.class.getResourceAsStream("/natives/linux-" + machine + "/libstarforge.so")) {
            assertThat(library).isNotNull();
            Files.copy(library, file);
        }
        return file;
    }

    /** Where this fails, Java ends. */
    @Test
    void what_a_library_made_can_be_freed_when_another_one_was_loaded() throws IOException {
        Path text = Snapshots.of(folder, List.of(Snapshots.bytes("one two three")));
        Path library = library();
        List<Query> queries = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            Query query = Query.regex("[a-z]+", EnumSet.noneOf(Option.class));
            Path copy = Files.copy(library, folder.resolve(round + ".so"));
            try (Snapshot snapshot = NativeKernels.from(copy).open(text)) {
                assertThat(snapshot.find(query, 9, Duration.ofMinutes(1)).total())
                        .isEqualTo(3);
            }
            queries.add(query);
            System.gc();
        }
        assertThat(queries).hasSize(5);
        queries.clear();
        System.gc();
        assertThat(Query.regex("[a-z]+", EnumSet.noneOf(Option.class))).isNotNull();
    }

    @Test
    void its_own_tests_see_no_byte_read_too_far() throws IOException, InterruptedException {
        run("make", "-s", "-C", "src/main/c", "check");
    }

    @Test
    void python_calls_it_as_its_header_says() throws IOException, InterruptedException {
        Path snapshot = Snapshots.of(
                folder, List.of(Snapshots.bytes("one two\ntwo"), Snapshots.bytes("twice"), Snapshots.bytes("2")));
        String said = run("python3", "src/test/c/abi.py", library().toString(), snapshot.toString(), "two", "tw[a-z]+");
        int sum = ("one two\ntwo" + "twice" + "2").chars().sum();
        assertThat(said)
                .isEqualTo("abi 2\nfiles 3 sum " + sum
                        + "\nliteral 2 [4, 8] 1\nregex 3 [4, 7, 8, 11, 12, 17] 1\nsha1 "
                        + "fd045042d3acf5a40c6359164a062d7687e6be7c 0\n");
    }

    @Test
    void it_is_loaded_from_the_jar_and_leaves_no_file() throws IOException {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = left(place);
        assertThat(NativeKernels.fromJar().name()).startsWith("C").contains("PCRE2");
        assertThat(left(place)).isSubsetOf(before);
    }

    private static List<Path> left(Path place) throws IOException {
        try (var all = Files.list(place)) {
            return all.filter(path -> path.getFileName().toString().startsWith("starforge-native"))
                    .toList();
        }
    }

    @Test
    void it_can_be_named_or_left_out() throws IOException {
        assertThat(Chosen.choose(null).name()).startsWith("C");
        assertThat(Chosen.choose(library().toString()).name()).startsWith("C");
        assertThat(Chosen.choose("off").name()).isEqualTo("Java");
    }

    @Test
    void a_file_that_is_no_such_library_leaves_the_work_to_java() throws IOException {
        Path foreign = Files.write(folder.resolve("foreign.so"), new byte[100]);
        assertThatThrownBy(() -> NativeKernels.from(foreign)).isInstanceOf(IOException.class);
        assertThat(Chosen.choose(foreign.toString()).name()).isEqualTo("Java");
        assertThat(Chosen.choose(folder.resolve("nowhere.so").toString()).name())
                .isEqualTo("Java");
    }

    @Test
    void a_library_that_can_do_no_regular_expressions_leaves_these_to_java() throws IOException, InterruptedException {
        Path plain = folder.resolve("plain.so");
        String sources = "src/main/c/";
        run(
                "cc",
                "-shared",
                "-fPIC",
                "-O1",
                "-o",
                plain.toString(),
                sources + "find.c",
                sources + "lines.c",
                sources + "many.c",
                sources + "map.c",
                sources + "needle.c",
                sources + "regex.c",
                sources + "sha1.c",
                sources + "sha1_arm.c",
                sources + "sha1_x86.c");
        String said = run("python3", "-c", "import ctypes; print(ctypes.CDLL('" + plain + "').sf_features() & 1)");
        assertThat(said).isEqualTo("0\n");
        Path file = Snapshots.of(folder, List.of(Snapshots.bytes("one two")));
        try (Snapshot snapshot = new NativeKernels(0).open(file)) {
            Query query = Query.regex("t[a-z]o", EnumSet.noneOf(Option.class));
            assertThat(snapshot.find(query, 10, Duration.ofSeconds(10)).start(0))
                    .isEqualTo(4);
        }
    }

    @Test
    void many_search_while_it_is_closed_and_nobody_is_hurt() throws IOException {
        Path file = Snapshots.of(folder, List.of(Snapshots.bytes("abc\n".repeat(500_000))));
        Kernels kernels = NativeKernels.fromJar();
        Query query = Query.regex("a[b]c|nothing", EnumSet.noneOf(Option.class));
        for (int round = 0; round < 10; round++) {
            Snapshot snapshot = kernels.open(file);
            List<CompletableFuture<Long>> searches = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> total(snapshot, query)))
                    .toList();
            snapshot.close();
            assertThat(searches).allSatisfy(search -> assertThat(search.join()).isIn(500_000L, -1L));
        }
    }

    private static long total(Snapshot snapshot, Query query) {
        try {
            return snapshot.find(query, 5, Duration.ofMinutes(1)).total();
        } catch (IllegalStateException closed) {
            return -1;
        }
    }
}
