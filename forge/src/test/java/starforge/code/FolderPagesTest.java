package starforge.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.repos.Repo;

/** The front page and the folders of a repository, over HTTP. */
class FolderPagesTest {
    private static final String SUBMODULE = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    static Path folder;

    private static FilledForge forge;
    private static Repo lantern;

    @BeforeAll
    static void push() {
        forge = new FilledForge(folder);
        Past past = new Past();
        int first = past.commit("main", "Mira Kovač", "First light");
        past.file("README.md", "# lantern\n\nSee [the guide](docs/guide.md).\n\n<script>alert(1)</script>\n")
                .file("docs/guide.md", "guide\n")
                .file("docs/README", "The folder of guides\n")
                .executable("run.sh", "echo\n")
                .link("docs/zlink", "/etc/passwd")
                .submodule("vendor", SUBMODULE);
        past.commit("main", "Tobias", "Write the guide");
        past.file("docs/guide.md", "better\n").tag("v1.0", "The first");
        past.branch("feature/f/x", first);
        lantern = forge.push("lantern", past);
    }

    @AfterAll
    static void stop() {
        forge.close();
    }

    @Test
    void front_page_shows_files_readme_and_latest_commit() {
        String page = forge.page("/mira/lantern");
        assertThat(page)
                .contains("<h1 id=\"user-content-lantern\">lantern</h1>")
                .contains("Tobias")
                .contains("href=\"/mira/lantern/c/" + forge.id("lantern", "main") + "\">Write the guide</a>")
                .contains("<b>2</b> commits")
                .contains("href=\"/mira/lantern/blob/main/f/run.sh\"")
                .contains("2 branches")
                .contains("1 tag")
                .contains("data-topic=\"repo:" + lantern.id() + "\"")
                .contains("data-ref=\"refs/heads/main\"");
        assertThat(page.indexOf(">docs<")).isLessThan(page.indexOf(">README.md<"));
    }

    @Test
    void readme_is_harmless_and_leads_into_the_repository() {
        assertThat(forge.page("/mira/lantern"))
                .contains("<a href=\"/mira/lantern/blob/main/f/docs/guide.md\">the guide</a>")
                .doesNotContain("<script>alert");
    }

    @Test
    void last_commits_are_filled_in_by_and_by() {
        String commit = forge.id("lantern", "main");
        String fill = "/mira/lantern/tree/main/f/docs?fill=" + commit;
        String answer = forge.await(fill, it -> it.statusCode() == 200).body();
        assertThat(answer)
                .contains("<table class=\"sf-files\" id=\"listing\">")
                .contains("id=\"tip\"")
                .containsSubsequence(">guide.md<", "Write the guide", ">zlink<", "First light");
        assertThat(forge.page("/mira/lantern/tree/main/f/docs"))
                .contains("Write the guide")
                .doesNotContain("data-live-fill");
    }

    @Test
    void last_commits_are_asked_for_by_the_push_so_that_the_first_visitor_sees_them() {
        forge.push("fresh", new Past().commit("Just pushed").file("a.txt", "a\n"));
        assertThat(forge.await("/mira/fresh", it -> !it.body().contains("id=\"listing\" data-live-fill"))
                        .body())
                .containsSubsequence(">a.txt<", "Just pushed");
    }

    @Test
    void languages_are_shown_by_their_part_of_the_files() {
        forge.push(
                "spoken",
                new Past()
                        .commit("x")
                        .file("src/a.py", "12345678")
                        .file("b.sh", "12")
                        .file("c.md", "1"));
        String languages = "/mira/spoken?languages=" + forge.id("spoken", "main");
        assertThat(forge.await(languages, it -> it.statusCode() == 200).body())
                .contains("<rect class=\"sf-h1\" x=\"0\" width=\"224\" height=\"8\"/>")
                .contains("<b>Python</b> 80.0%", "<b>Shell</b> 20.0%")
                .doesNotContain("Markdown");
        assertThat(forge.page("/mira/spoken")).contains("<b>Python</b> 80.0%").doesNotContain("?languages=");
        assertThat(forge.status("/mira/spoken?languages=nosuch")).isEqualTo(404);
    }

    @Test
    void dates_of_the_first_and_the_last_year_are_shown() {
        String story = """
                commit refs/heads/main
                author A <a@x> -62135596800 +0000
                committer A <a@x> 253402300799 +0000
                data 4
                old
                M 100644 inline a
                data 1
                x
                """;
        forge.pushRaw("times", story);
        assertThat(forge.page("/mira/times")).contains("31 December 9999");
        assertThat(forge.page("/mira/times/blame/a")).contains("31 December 9999");
        assertThat(forge.page("/mira/times/c/" + forge.id("times", "main"))).contains("old");
    }

    @Test
    void unknown_commits_cannot_be_filled_in() {
        assertThat(forge.status("/mira/lantern/tree/main?fill=" + SUBMODULE)).isEqualTo(404);
        assertThat(forge.status("/mira/lantern/tree/main?fill=HEAD")).isEqualTo(404);
    }

    @Test
    void folder_has_its_own_readme_and_a_way_up() {
        assertThat(forge.page("/mira/lantern/tree/main/f/docs"))
                .contains("The folder of guides")
                .contains("<a href=\"/mira/lantern/tree/main\">lantern</a>")
                .contains("aria-current=\"page\"><bdi>docs</bdi>");
    }

    @Test
    void submodule_is_named_but_leads_nowhere() {
        assertThat(forge.page("/mira/lantern")).contains("@ 0123456").doesNotContain("/f/vendor\"");
        assertThat(forge.status("/mira/lantern/tree/main/f/vendor")).isEqualTo(404);
        assertThat(forge.status("/mira/lantern/blob/main/f/vendor")).isEqualTo(404);
        assertThat(forge.status("/mira/lantern/raw/main/f/vendor")).isEqualTo(404);
    }

    @Test
    void branch_with_slashes_tag_and_commit_are_found() {
        assertThat(forge.page("/mira/lantern/tree/feature/f/x"))
                .contains("First light")
                .contains("feature/f/x");
        assertThat(forge.page("/mira/lantern/tree/feature/f/x/f/docs")).contains("guide.md");
        assertThat(forge.page("/mira/lantern/tree/v1.0/"))
                .contains("README.md")
                .doesNotContain("data-live-region=\"commits\"");
        String commit = forge.id("lantern", "main");
        assertThat(forge.page("/mira/lantern/tree/" + commit + "/f/docs/"))
                .contains("/blob/" + commit + "/f/docs/guide.md");
        assertThat(forge.page("/mira/lantern/tree/" + commit.substring(0, 9))).contains("README.md");
    }

    @Test
    void picker_keeps_the_path() {
        assertThat(forge.page("/mira/lantern/tree/main/f/docs"))
                .contains("href=\"/mira/lantern/tree/feature/f/x/f/docs\"")
                .contains("href=\"/mira/lantern/tree/v1.0/f/docs\"")
                .contains("href=\"/mira/lantern/tree/main/f/docs\" aria-current=\"true\"");
    }

    @Test
    void file_in_the_place_of_a_folder_leads_to_the_file() {
        var answer = forge.get("/mira/lantern/tree/main/f/run.sh");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/mira/lantern/blob/main/f/run.sh");
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (String path : new String[] {
            "/tree/nosuch",
            "/tree/main/f/nosuch",
            "/tree/main/f/docs/guide.md/x",
            "/tree",
            "/tree/",
            "/tree/main~1",
            "/tree/HEAD",
            "/tree/main/f/docs?page=2",
            "/tree/main/docs",
            "/nosuch",
            "//x"
        }) {
            assertThat(forge.status("/mira/lantern" + path)).as(path).isEqualTo(404);
        }
    }

    @Test
    void head_is_answered_like_get_without_a_body() {
        var answer = forge.head("/mira/lantern");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(forge.head("/mira/lantern/tree/nosuch").statusCode()).isEqualTo(404);
    }

    @Test
    void empty_repository_says_how_to_push() {
        forge.forge().repo(forge.mira(), "empty");
        String address = forge.forge().address() + "/mira/empty.git";
        assertThat(forge.page("/mira/empty"))
                .contains("git remote add origin " + address)
                .contains("git push -u origin main")
                .contains("data-live-region=\"commits\"");
        assertThat(forge.status("/mira/empty/tree/main")).isEqualTo(404);
        assertThat(forge.status("/mira/empty/commits/")).isEqualTo(404);
        assertThat(forge.page("/mira/empty/branches")).contains("No branches yet");
        assertThat(forge.page("/mira/empty/releases")).contains("No tags yet");
    }

    @Test
    void missing_default_branch_is_said_and_another_one_shown() {
        Past past = new Past();
        past.commit("trunk", "Mira", "Not on main");
        forge.defaultBranch(forge.push("trunk", past.file("a", "a\n")), "main");
        assertThat(forge.page("/mira/trunk"))
                .contains("There is no branch <b>main</b>")
                .contains("href=\"/mira/trunk/blob/trunk/f/a\"");
        var answer = forge.get("/mira/trunk/commits/main");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/mira/trunk");
    }

    @Test
    void lists_say_the_language_once_it_is_counted() {
        forge.push(
                "polyglot",
                new Past().commit("Work").file("a.rs", "fn main() {}\n").file("b.sh", "ls\n"));
        String list = forge.await("/search?q=polyglot", it -> it.body().contains(" Rust</span>"))
                .body();
        assertThat(list).doesNotContain(" Shell</span>");
    }

    @Test
    void repository_that_lost_its_head_is_said_to_be_damaged() {
        Repo headless = forge.push("headless", new Past().commit("Work").file("a.txt", "a\n"));
        forge.page("/mira/headless/commits/main");
        forge.loseHead(headless);
        assertThat(forge.get("/mira/headless").body()).contains("This repository is damaged");
        assertThat(forge.status("/mira/headless")).isEqualTo(503);
    }

    @Test
    void names_of_branches_and_files_may_have_dots_and_slashes() {
        Past past = new Past();
        past.commit("release/1.0.x", "Mira", "Dots");
        past.file(".hidden/f/..a/b.c.java", "class A {}\n");
        forge.push("dots", past);
        String path = "release/1.0.x/f/.hidden/f/..a/b.c.java";
        assertThat(forge.page("/mira/dots/blob/" + path)).contains("<span class=\"k\">class </span>");
        assertThat(forge.page("/mira/dots/raw/" + path)).isEqualTo("class A {}\n");
        assertThat(forge.page("/mira/dots/tree/release/1.0.x/f/.hidden/f")).contains("<bdi>..a</bdi>");
        assertThat(forge.page("/mira/dots/blame/.hidden/f/..a/b.c.java?identifier=release/1.0.x"))
                .contains(">Dots</a>");
    }

    @Test
    void private_repository_does_not_exist_for_strangers() {
        forge.pushPrivately("secret", new Past().commit("Hide").file("a.txt", "hidden words\n"));
        for (String path : new String[] {
            "",
            "/tree/main",
            "/blob/main/f/a.txt",
            "/raw/main/f/a.txt",
            "/commits/main",
            "/history/a.txt",
            "/branches",
            "/blame/a.txt",
            "?languages=main"
        }) {
            assertThat(forge.get("/mira/secret" + path).body()).as(path).doesNotContain("hidden words");
            assertThat(forge.status("/mira/secret" + path)).as(path).isEqualTo(404);
        }
        assertThat(forge.forge().browsing(forge.mira()).get("/mira/secret").body())
                .contains("a.txt");
    }

    @Test
    void folder_with_ten_thousand_files_comes_in_pages() {
        Past past = new Past().commit("Many");
        for (int i = 0; i < 10_000; i++) {
            past.file(String.format("many/file%05d", i), "x\n");
        }
        forge.push("many", past);
        assertThat(forge.page("/mira/many/tree/main/f/many"))
                .contains("file00999<")
                .doesNotContain("file01000<")
                .contains("/mira/many/tree/main/f/many?page=2");
        assertThat(forge.page("/mira/many/tree/main/f/many?page=10")).contains("file09999<");
        assertThat(forge.page("/mira/many/blob/main/f/many/file07777")).contains("file07777");
    }
}
