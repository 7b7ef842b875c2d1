package starforge.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories as no push lets them be: written past all checks into the forge's own folders. */
class WorstRepositoriesTest {
    private static final List<String> PAGES =
            List.of("", "/tree/", "/commits/", "/c/", "/archive/{}/x.zip", "/archive/{}/x.tar.gz");

    @TempDir
    static Path folder;

    private static PushedForge forge;

    @BeforeAll
    static void a_forge() {
        forge = new PushedForge(folder);
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    private static String write(Path repo, String type, byte[] contents) {
        return forge.git().okWith(repo, contents, "hash-object", "-t", type, "-w", "--stdin", "--literally");
    }

    private static String blob(Path repo, String text) {
        return write(repo, "blob", text.getBytes(ISO_8859_1));
    }

    /** A tree of entries such as {@code 100644 name}, each with an id. */
    private static String tree(Path repo, String... entriesAndIds) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < entriesAndIds.length; i += 2) {
            out.writeBytes((entriesAndIds[i] + "\0").getBytes(ISO_8859_1));
            out.writeBytes(HexFormat.of().parseHex(entriesAndIds[i + 1]));
        }
        return write(repo, "tree", out.toByteArray());
    }

    private static String commit(Path repo, String tree, String date, String... parents) {
        String who = " A <a@x> " + date + "\n";
        String text = "tree " + tree + "\n" + String.join("", List.of(parents)) + "author" + who + "committer" + who
                + "\nx\n";
        return write(repo, "commit", text.getBytes(ISO_8859_1));
    }

    private static void branch(Path repo, String name, String id) throws IOException {
        Files.writeString(repo.resolve("refs/heads").resolve(name), id + "\n");
    }

    private static int status(String path) {
        return forge.stranger().get(path).statusCode();
    }

    @Test
    void no_page_of_any_of_them_breaks() throws IOException {
        Path repo = forge.repo("worst");
        String b = blob(repo, "x");
        String empty = tree(repo);
        String names = tree(
                repo,
                "100644 ..",
                b,
                "100644 .git",
                b,
                "100644 a/b",
                b,
                "100644 ",
                b,
                "100644 \u0001",
                b,
                "777777 odd",
                b,
                "160000 sub",
                "1".repeat(40),
                "120000 nul",
                blob(repo, "a\0b"),
                "120000 big",
                blob(repo, "x".repeat(100_000)));
        String gone = tree(
                repo,
                "40000 gone",
                "2".repeat(40),
                "100644 lost",
                "3".repeat(40),
                "40000 isblob",
                b,
                "100644 istree",
                empty);
        String fine = commit(repo, empty, "1 +0000");
        branch(repo, "main", fine);
        branch(repo, "names", commit(repo, names, "-62135596800 +0000"));
        branch(repo, "gone", commit(repo, gone, "253402300799 -1200"));
        branch(repo, "far", commit(repo, empty, "99999999999999999999 +9999"));
        branch(repo, "orphan", commit(repo, empty, "1 +0000", "parent " + "5".repeat(40) + "\n"));
        branch(repo, "broken", commit(repo, write(repo, "tree", "garbage".getBytes(ISO_8859_1)), "1 +0000"));
        branch(repo, "nothing", write(repo, "commit", new byte[0]));
        branch(repo, "blob", b);
        branch(repo, "missing", "4".repeat(40));
        branch(repo, "text", "hello");
        branch(repo, "round", "ref: refs/heads/round");
        branch(repo, "outside", "ref: ../../../etc/passwd");
        try (var branches = Files.list(repo.resolve("refs/heads"))) {
            for (Path branch : branches.toList()) {
                for (String page : PAGES) {
                    String path = page.contains("{}")
                            ? page.replace("{}", branch.getFileName().toString())
                            : page + branch.getFileName();
                    assertThat(status("/mira/worst" + path)).as(path).isIn(200, 302, 404, 413, 503);
                }
            }
        }
        assertThat(status("/mira/worst/tree/main")).isEqualTo(200);
        assertThat(status("/mira/worst/tree/names")).isEqualTo(200);
        assertThat(status("/")).isEqualTo(200);
    }

    @Test
    void repository_without_head_is_damaged_before_and_after_a_restart() throws IOException {
        Path repo = forge.repo("headless");
        branch(repo, "main", commit(repo, tree(repo), "1 +0000"));
        assertThat(status("/mira/headless")).isEqualTo(200);
        Files.delete(repo.resolve("HEAD"));
        damaged("/mira/headless");
        forge.restart();
        damaged("/mira/headless");
        assertThat(status("/")).isEqualTo(200);
        assertThat(status("/user/mira")).isEqualTo(200);
        Files.writeString(repo.resolve("HEAD"), "ref: refs/heads/main\n");
        assertThat(status("/mira/headless")).isEqualTo(200);
    }

    private static void damaged(String path) {
        for (String page : List.of("", "/branches", "/commits/main", "/archive/main/x.zip")) {
            var answer = forge.stranger().get(path + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(503);
            assertThat(answer.body())
                    .as(page)
                    .contains("<title>This repository is damaged")
                    .doesNotContain("busy");
        }
    }

    @Test
    void unborn_and_empty_ones_say_so() throws IOException {
        Path repo = forge.repo("unborn");
        assertThat(status("/mira/unborn")).isEqualTo(200);
        Files.writeString(repo.resolve("HEAD"), "ref: refs/heads/never/born.yet\n");
        for (String page : List.of("", "/branches", "/releases")) {
            assertThat(status("/mira/unborn" + page)).as(page).isEqualTo(200);
        }
        assertThat(status("/mira/unborn/tree/never/born.yet")).isEqualTo(404);
    }

    @Test
    void folders_that_grow_deeper_with_every_commit_are_refused_as_archives() throws IOException {
        Path repo = forge.repo("well");
        String tree = tree(repo, "100644 f", blob(repo, "x"));
        for (int piece = 0; piece < 2; piece++) {
            for (int i = 0; i < 200; i++) {
                tree = tree(repo, "40000 d", tree);
            }
            branch(repo, "to" + piece, commit(repo, tree, "1 +0000"));
            int status = status("/mira/well/archive/to" + piece + "/x.zip");
            assertThat(status).isEqualTo(piece == 0 ? 200 : 413);
        }
    }

    @Test
    void long_paths_without_end_are_refused_as_archives() throws IOException {
        Path repo = forge.repo("paths");
        String b = blob(repo, "");
        String[] entries = new String[2_000];
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = String.format("100644 %04d", i);
            entries[i + 1] = b;
        }
        String tree = tree(repo, entries);
        for (int i = 0; i < 150; i++) {
            tree = tree(repo, "40000 " + "n".repeat(250), tree);
        }
        branch(repo, "main", commit(repo, tree, "1 +0000"));
        var answer = forge.stranger().get("/mira/paths/archive/main/x.zip");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("32 MB");
    }

    @Test
    void folder_within_itself_is_refused_before_the_first_byte() throws IOException {
        Path repo = forge.repo("bomb");
        String tree = tree(repo, "100644 f", blob(repo, "0".repeat(10_000)));
        for (int depth = 0; depth < 20; depth++) {
            tree = tree(repo, "40000 a", tree, "40000 b", tree, "40000 c", tree);
        }
        branch(repo, "main", commit(repo, tree, "1 +0000"));
        assertThat(status("/mira/bomb/archive/main/x.zip")).isEqualTo(413);
        assertThat(status("/mira/bomb/archive/main/x.tar.gz")).isEqualTo(413);
        assertThat(status("/mira/bomb")).isEqualTo(200);
    }

    @Test
    void archive_of_files_that_turn_out_broken_is_begun_and_cut_off_and_never_looks_whole() throws Exception {
        Path repo = forge.repo("torn");
        String whole = write(repo, "blob", noise(1 << 20));
        String torn = write(repo, "blob", noise(10_000));
        branch(repo, "main", commit(repo, tree(repo, "100644 a", whole, "100644 z", torn), "1 +0000"));
        Path object = repo.resolve("objects").resolve(torn.substring(0, 2)).resolve(torn.substring(2));
        byte[] half = Arrays.copyOf(Files.readAllBytes(object), 5_000);
        Files.delete(object);
        Files.write(object, half);

        for (String kind : List.of("x.zip", "x.tar.gz")) {
            URI address = URI.create(forge.forge().address() + "/mira/torn/archive/main/" + kind);
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (InputStream body = answer.body()) {
                assertThat(body.readNBytes(100_000)).hasSize(100_000);
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
