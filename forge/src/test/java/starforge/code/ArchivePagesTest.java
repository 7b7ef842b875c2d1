package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives over HTTP. */
class ArchivePagesTest {
    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past();
        int first = past.commit("main", "Ada", "Begin");
        past.file("a.txt", "one\n").branch("topic/x", first).tag("v1", "First");
        forge.push("story", past);
        forge.pushPrivately("secret", past);
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @Test
    void archive_of_any_ref_is_sent_to_be_saved() {
        for (String ref : List.of("main", "v1", "topic/x", forge.id("story", "main"))) {
            for (String kind : List.of("story-x.tar.gz", "story-x.zip")) {
                var answer = forge.get("/mira/story/archive/" + ref + "/" + kind);
                assertThat(answer.statusCode()).as(ref + kind).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                        .startsWith("attachment; filename=\"" + kind + "\"");
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .contains("sandbox");
                assertThat(answer.body()).isNotEmpty();
            }
        }
        assertThat(forge.head("/mira/story/archive/main/x.zip").body()).isEmpty();
    }

    @Test
    void what_is_no_archive_is_not_found() {
        for (String path : List.of(
                "",
                "/main",
                "/main/x.rar",
                "/main/.zip",
                "/main/-h.zip",
                "/nosuch/x.zip",
                "/--output=x/x.zip",
                "/main/..%2fx.zip",
                "/x.zip",
                "/main/x%0a.zip",
                "/main%5E/x.zip",
                "/main/%22.zip")) {
            assertThat(forge.status("/mira/story/archive" + path)).as(path).isIn(400, 404);
        }
        assertThat(forge.status("/mira/secret/archive/main/x.zip")).isEqualTo(404);
    }
}
