package starforge.codesearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.code.FilledForge;
import starforge.code.Past;

/** Searching in the files of a repository. */
@ParameterizedClass
@EnumSource(Searcher.class)
class CodeSearchPagesTest {
    @Parameter
    Searcher searcher;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static FilledForge filled;

    @BeforeParameterizedClassInvocation
    static void a_repository(Searcher searcher) {
        filled = new FilledForge(folder.resolve(searcher.name()), searcher);
        Past past = new Past().commit("Begin");
        past.file("src/ring.rs", "fn glow() {\n    let lamp = 1;\n    light(lamp);\n}\n\nfn lamplight() {}\n");
        past.file("src/Ring.java", "class Ring {\n    // Lamp of rings\n    int lamp;\n}\n");
        past.file("docs/guide.md", "# The lamp\r\nSee <b>lamp</b> & more.\r\n");
        past.file("pic.bin", "lamp\0lamp").file("long.txt", "x".repeat(60_000) + " lamp " + "y".repeat(60_000));
        past.file("turned.txt", "a \u202e lamp \u2066 b\n").file("huge.txt", "lamp\n".repeat(300_000));
        past.file("many.txt", "e e e e e e e e\n".repeat(4_000));
        past.link("link.txt", "lamp");
        filled.push("lantern", past);
    }

    @AfterParameterizedClassInvocation
    static void the_end() {
        filled.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String query) throws Exception {
        HttpResponse<String> answer = filled.get("/mira/lantern/search?" + query, "Accept", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<String> paths(String query) throws Exception {
        List<String> paths = new ArrayList<>();
        json(query).get("results").forEach(file -> paths.add(file.get("path").asText()));
        return paths;
    }

    @Test
    void what_was_found_is_shown_with_its_lines_and_leads_to_the_commit() {
        String page = filled.page("/mira/lantern/search?q=light(lamp");
        String file = "/mira/lantern/blob/" + filled.id("lantern", "main") + "/f/src/ring.rs";

        assertThat(page).contains("<b>1 match</b> in 1 file").contains("href=\"" + file + "\"");
        assertThat(page).contains("href=\"" + file + "#L3\" data-n=\"3\"").contains("<mark>");
        assertThat(page).contains("data-n=\"2\"").contains("data-n=\"4\"").doesNotContain("data-n=\"6\"");
        assertThat(filled.status(file)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=lamp                         | docs/guide.md long.txt src/Ring.java src/ring.rs turned.txt",
                "q=Lamp&case=1                  | src/Ring.java",
                "q=lamp&word=1&path=src         | src/Ring.java src/ring.rs",
                "q=lampl&word=1                 |",
                "q=l.mp&path=*.rs               |",
                "q=l.mp&regex=1&path=*.rs       | src/ring.rs",
                "q=%5Efn&regex=1                | src/ring.rs",
                "q=lamp&lang=java               | src/Ring.java",
                "q=lamp&lang=rs&path=src        | src/ring.rs",
                "q=lamp&lang=Rust&path=docs     |",
                "q=lamp&path=/docs/*            | docs/guide.md"
            })
    void every_filter_narrows_what_is_found(String query, String paths) throws Exception {
        assertThat(paths(query)).containsExactlyElementsOf(paths == null ? List.of() : List.of(paths.split(" ")));
    }

    @Test
    void json_tells_lines_and_where_in_them() throws Exception {
        JsonNode answer = json("q=lamp&path=ring.rs&case=1");
        JsonNode file = answer.get("results").get(0);
        JsonNode line = file.get("lines").get(1);

        assertThat(answer.get("matches").asInt()).isEqualTo(3);
        assertThat(answer.get("complete").asBoolean()).isTrue();
        assertThat(file.get("commit").asText()).isEqualTo(filled.id("lantern", "main"));
        assertThat(file.get("language").asText()).isEqualTo("Rust");
        assertThat(line.get("number").asInt()).isEqualTo(2);
        assertThat(line.get("text").asText()).isEqualTo("    let lamp = 1;");
        assertThat(line.get("marks").toString()).isEqualTo("[[8,12]]");
    }

    @Test
    void all_are_counted_though_few_are_shown() throws Exception {
        JsonNode answer = json("q=e&word=1&case=1&path=many.txt");

        assertThat(answer.get("matches").asInt()).isEqualTo(32_000);
        assertThat(answer.get("files").asInt()).isEqualTo(1);
        assertThat(answer.get("results").get(0).get("lines").size()).isLessThan(20);
    }

    @Test
    void binary_files_links_and_those_over_a_megabyte_are_not_searched() throws Exception {
        assertThat(paths("q=lamp")).doesNotContain("pic.bin", "link.txt", "huge.txt");
    }

    @Test
    void a_huge_line_is_cut_and_what_was_written_there_stays_text() {
        String page = filled.page("/mira/lantern/search?q=lamp");

        assertThat(page).contains("xx <mark>lamp</mark> yy").doesNotContain("x".repeat(500));
        assertThat(page).contains("&gt;<mark>lamp</mark>&lt;/");
        assertThat(page).contains("U+202E").doesNotContain("\u202e");
        assertThat(page).hasSizeLessThan(40_000);
    }

    @ParameterizedTest
    @CsvSource({
        "q=(&regex=1,                q, The parenthesis at character 1 is not closed",
        "q=a&lang=Klingon,           lang, There is no language named Klingon",
        "q=a&path=LONG,              path, A path has at most 200 letters",
        "q=LONG,                     q, 'At most 1,000 letters'",
        "q=a%0Ab,                    q, One line can be searched for"
    })
    void what_cannot_be_searched_for_is_said_at_its_field(String query, String field, String sentence) {
        String address = "/mira/lantern/search?" + query.replace("LONG", "x".repeat(1_001));
        HttpResponse<String> page = filled.get(address);
        HttpResponse<String> json = filled.get(address, "Accept", "application/json");
        HttpResponse<String> lines = filled.get(address, "Accept", "application/x-ndjson");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"" + field + "-e\"").contains(sentence);
        assertThat(json.statusCode()).isEqualTo(422);
        assertThat(json.body()).contains(sentence);
        assertThat(lines.statusCode()).isEqualTo(422);
        assertThat(lines.body()).contains("\"field\":\"" + field + "\"").contains(sentence);
    }

    @Test
    void a_pattern_of_a_megabyte_is_refused() {
        assertThat(filled.status("/mira/lantern/search?q=" + "(a*)*".repeat(200_000)))
                .isBetween(400, 499);
    }

    @Test
    void a_pattern_that_could_take_for_ever_is_answered_in_time() {
        HttpResponse<String> page = filled.get("/mira/lantern/search?regex=1&q=" + encode("(x+x+)+z"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).containsAnyOf("Nothing found", "Time was up");
    }

    @Test
    void the_script_gets_files_as_they_are_found_and_what_it_came_to_at_last() throws Exception {
        List<String> names = new ArrayList<>();
        for (String line : filled.get("/mira/lantern/search?q=lamp", "Accept", "application/x-ndjson")
                .body()
                .split("\n")) {
            JSON.readTree(line).fieldNames().forEachRemaining(names::add);
        }
        assertThat(names).containsExactly("file", "file", "file", "file", "file", "head");
    }

    @Test
    void without_anything_to_search_for_there_is_the_form() {
        assertThat(filled.page("/mira/lantern/search"))
                .contains("What are you looking for?")
                .contains("data-find");
        assertThat(filled.page("/mira/lantern/search?q=%20")).contains("What are you looking for?");
    }

    @Test
    void a_few_letters_lead_to_a_file() throws Exception {
        String page = filled.page("/mira/lantern/search/files?q=guide");
        JsonNode files = JSON.readTree(filled.get("/mira/lantern/search/files?q=srr", "Accept", "application/json")
                        .body())
                .get("files");

        assertThat(page)
                .contains("href=\"/mira/lantern/blob/main/f/docs/guide.md\"")
                .contains("<mark>g</mark>");
        assertThat(files.get(0).get("path").asText()).startsWith("src/");
        assertThat(files.get(0).get("url").asText()).startsWith("/mira/lantern/blob/main/f/src/");
        assertThat(filled.page("/mira/lantern/search/files?q=zzz")).contains("No file fits");
        assertThat(filled.page("/mira/lantern/search/files"))
                .contains("pic.bin")
                .contains("huge.txt");
        assertThat(filled.get("/mira/lantern/search/files?q=r", "Accept", "application/x-ndjson")
                        .body())
                .startsWith("{\"head\":");
    }

    @Test
    void an_empty_repository_finds_nothing() {
        filled.forge().repo(filled.mira(), "unborn");

        assertThat(filled.page("/mira/unborn/search?q=a")).contains("Nothing found");
        assertThat(filled.page("/mira/unborn/search/files?q=a")).contains("There are no files yet");
    }
}
