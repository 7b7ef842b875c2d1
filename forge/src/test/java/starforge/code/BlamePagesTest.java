package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who wrote each line, over HTTP. */
class BlamePagesTest {
    @TempDir
    static Path folder;

    private static FilledForge forge;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past();
        past.commit("main", "Ada", "Begin");
        past.file("src/a b.java", "class A {\n}\n").file("bin", "\u0000").file("nothing", "");
        past.commit("main", "Bob", "Say \u202e<it>");
        past.file("src/a b.java", "class A {\n    // \u2066said\n}\n");
        past.file("long.txt", "x\n".repeat(20_001));
        past.tag("v1.0/rc", "First");
        forge.push("story", past);
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    private static String page(String path) {
        return forge.page("/mira/story/blame/" + path);
    }

    @Test
    void lines_stand_under_who_wrote_them_with_their_colours() {
        String page = page("src/a%20b.java?identifier=main");
        assertThat(page)
                .containsSubsequence("id=\"L1\"", "title=\"Ada\">Begin</a>", "title=\"Bob\">Say [U+202E]&lt;it&gt;</a>")
                .containsSubsequence("<span class=\"k\">class </span>", "U+2066</span>")
                .doesNotContain("\u202e", "\u2066", "data-live-fill");
    }

    @Test
    void change_leads_to_the_blame_before_it() {
        String before = "/mira/story/blame/src/a%20b.java?identifier=" + forge.id("story", "main~1");
        assertThat(page("src/a%20b.java")).containsOnlyOnce("href=\"" + before + "\"");
        assertThat(forge.page(before)).contains("Begin").doesNotContain("Bob");
    }

    @Test
    void file_page_and_blame_lead_to_each_other_at_the_same_ref() {
        assertThat(forge.page("/mira/story/blob/v1.0/rc/f/src/a%20b.java"))
                .contains("href=\"/mira/story/blame/src/a%20b.java?identifier=v1.0/rc\"");
        assertThat(page("src/a%20b.java?identifier=v1.0/rc"))
                .contains("href=\"/mira/story/blob/v1.0/rc/f/src/a%20b.java\"")
                .contains("href=\"/mira/story/blame/src/a%20b.java?identifier=" + forge.id("story", "main") + "\"");
    }

    @Test
    void answer_alone_fills_the_page_that_waits_for_it() {
        String fill = "/mira/story/blame/src/a%20b.java?identifier=main&fill=" + forge.id("story", "main");
        assertThat(forge.await(fill, it -> it.statusCode() == 200).body())
                .contains("<section class=\"sf-box\" id=\"blame\"")
                .contains("Begin")
                .doesNotContain("<html");
    }

    @Test
    void what_has_no_lines_says_so() {
        assertThat(page("bin")).contains("A binary file");
        assertThat(page("long.txt")).contains("too large to say").hasSizeLessThan(20_000);
        assertThat(page("nothing")).contains("This file is empty");
        for (String path : new String[] {"", "src", "nosuch", "src/a%20b.java?identifier=nosuch"}) {
            assertThat(forge.status("/mira/story/blame/" + path)).as(path).isEqualTo(404);
        }
        assertThat(forge.status("/mira/story/blame/src/a%20b.java?fill=nosuch")).isEqualTo(404);
    }
}
