package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wrote a commit is whatever its writer chose to say, and shown as nothing but text. */
class AuthorNamesAreTextTest {
    private static final String HARM = "\"' onharm=1 &lt;harm&gt; ${54173878+1} \u202e\u200b\u0007";

    @TempDir
    static Path folder;

    private static PushedForge forge;
    private static String tip;

    @BeforeAll
    static void push() {
        forge = new PushedForge(folder);
        String story =
                PushedForge.commit(HARM + " <\"onharm=1\"@secret.example> 1800000000 +0000", HARM + "\n\n" + HARM)
                        + PushedForge.file("100644", "a.txt", "one\n")
                        + PushedForge.commit(" <secret.example> 1800000060 +0000", "<harm>${54173878+1}")
                        + PushedForge.file("100644", "b.txt", "two\n");
        forge.push("story", story);
        tip = forge.git().ok(folder.resolve("work/story"), "rev-parse", "main");
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    @Test
    void on_every_page_that_names_them() {
        String first = forge.git().ok(folder.resolve("work/story"), "rev-parse", "main~1");
        for (String page : List.of(
                "",
                "/commits/main",
                "/c/" + first,
                "/c/" + tip,
                "/c/" + first + ".." + tip,
                "/blame/a.txt?identifier=main",
                "/history/a.txt?identifier=main",
                "/branches",
                "/blob/main/f/a.txt",
                "/tree/main")) {
            var answer = forge.stranger().get("/mira/story" + page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body())
                    .as(page)
                    .doesNotContain("secret.example", "<harm", "\"' onharm", "54173879", "54,173,879")
                    .doesNotContain("\u202e", "\u200b", "\u0007");
        }
    }

    @Test
    void patch_is_plain_text() {
        var answer = forge.stranger().get("/mira/story/c/" + tip + ".patch");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
}
