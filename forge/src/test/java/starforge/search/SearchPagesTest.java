package starforge.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.RunningForge;

/** Finding repositories and people by name. */
class SearchPagesTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;

    @BeforeAll
    static void fifty_people_of_a_kind() {
        forge = RunningForge.on(data);
        for (int i = 10; i < 60; i++) {
            forge.user("glow" + i);
        }
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static String searched(String query) {
        return forge.browsing().get("/search?" + query).body();
    }

    @Test
    void people_beyond_a_page_are_on_the_next_and_all_are_counted() {
        String first = searched("q=GLOW&type=users");
        String second = searched("q=GLOW&type=users&page=2");

        assertThat(first).contains("/user/glow10").contains("/user/glow57").doesNotContain("/user/glow58");
        assertThat(first).contains("type=users&amp;page=2").contains(">50<");
        assertThat(second).contains("/user/glow58").contains("/user/glow59").doesNotContain("/user/glow57");
        assertThat(searched("q=glow&type=repos")).as("on the other tab").contains(">50<");
    }

    @Test
    void a_long_text_is_cut_between_letters() {
        String letter = "\ud83c\udfee";
        String asked = "a".repeat(199) + letter + "b";
        String page = searched("q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));

        assertThat(page).contains("a".repeat(199)).doesNotContain("a".repeat(199) + "?");
        assertThat(page).doesNotContain("a".repeat(199) + letter);
    }
}
