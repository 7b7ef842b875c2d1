package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Refusal;

class TreesTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private Trees trees;
    private final Story story = new Story();

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
        trees = new Trees(bench.repositories());
        story.commit("main", "files");
    }

    private String built() {
        bench.build(story);
        return bench.id("main");
    }

    private Text textOf(byte[] content) {
        String commit = bench.write("commit", "tree " + treeWith("file", content) + "\n\n");
        return trees.text(1, trees.file(1, commit, "file").orElseThrow());
    }

    private String treeWith(String name, byte[] content) {
        String blob = bench.write("blob", content);
        return new String(
                        bench.run(("100644 blob " + blob + "\t" + name + "\0").getBytes(ISO_8859_1), "mktree", "-z"),
                        UTF_8)
                .strip();
    }

    @Test
    void a_folder_lists_folders_first_then_by_name() {
        story.file("b", "b").file("z/deep/x", "x").file("a.txt", "a").file("100755", "run", "#!".getBytes(UTF_8));
        story.file("120000", "link", "/etc/passwd".getBytes(UTF_8)).submodule("sub", "1".repeat(40));
        assertThat(trees.list(1, built(), ""))
                .extracting(entry -> entry.kind() + " " + entry.path())
                .containsExactly("FOLDER z", "FILE a.txt", "FILE b", "LINK link", "EXECUTABLE run", "SUBMODULE sub");
        assertThat(trees.list(1, bench.id("main"), "z/deep").get(0).path()).isEqualTo("z/deep/x");
        assertThat(trees.list(1, bench.id("main"), "z").get(0).id()).isEqualTo(bench.id("main:z/deep"));
    }

    @Test
    void what_is_no_folder_is_not_found() {
        story.file("a", "a").file("z/deep/x", "x");
        String commit = built();
        for (String path : List.of("nothing", "a", "a/b", "..", ".", "/", "z/", "z//deep", "../../HEAD", "\0")) {
            assertThatThrownBy(() -> trees.list(1, commit, path))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason())
                            .isEqualTo(Refusal.Reason.NOT_FOUND));
        }
    }

    @Test
    void what_is_no_commit_is_not_found() {
        story.file("a", "a");
        built();
        for (String commit : List.of("main", "HEAD", "", "abc", "-h", "0000000000000000000000000000000000000000")) {
            assertThatThrownBy(() -> trees.list(1, commit, "")).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_file_knows_its_size_and_gives_its_bytes() {
        byte[] content = new byte[100_000];
        new java.util.Random(1).nextBytes(content);
        story.file("100644", "dir/big", content);
        File file = trees.file(1, built(), "dir/big").orElseThrow();
        assertThat(file.size()).isEqualTo(100_000);
        assertThat(file.binary()).isTrue();
        assertThat(trees.bytes(1, file, 100_000)).isEqualTo(content);
        assertThatThrownBy(() -> trees.bytes(1, file, 99_999)).isInstanceOf(Refusal.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> trees.copy(1, bench.id("main^{tree}"), out)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> trees.copy(1, "../../HEAD", out)).isInstanceOf(Refusal.class);
        trees.copy(1, file.id(), out);
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    void a_link_is_never_followed() {
        story.file("secret", "hidden\n").file("120000", "link", "secret".getBytes(UTF_8));
        story.file("120000", "dir", "sub".getBytes(UTF_8)).file("sub/x", "x");
        File link = trees.file(1, built(), "link").orElseThrow();
        assertThat(link.kind()).isEqualTo(Entry.Kind.LINK);
        assertThat(trees.text(1, link).lines()).containsExactly("secret");
        assertThat(trees.file(1, bench.id("main"), "dir/x")).isEmpty();
    }

    @Test
    void folders_and_submodules_are_no_files_but_are_found() {
        story.file("d/x", "x").submodule("sub", "1".repeat(40));
        String commit = built();
        assertThat(trees.file(1, commit, "d")).isEmpty();
        assertThat(trees.file(1, commit, "sub")).isEmpty();
        assertThat(trees.file(1, commit, "")).isEmpty();
        assertThat(trees.find(1, commit, "sub").orElseThrow().id()).isEqualTo("1".repeat(40));
        assertThat(trees.find(1, commit, "").orElseThrow().kind()).isEqualTo(Entry.Kind.FOLDER);
        assertThat(trees.find(1, commit, "sub/x")).isEmpty();
    }

    @Test
    void odd_names_are_listed_and_found() {
        for (String name : List.of(
                "-h",
                "\"quoted\"",
                "it's",
                "a\u202eb",
                "new\nline",
                "<script>",
                "%2e%2e",
                "ü",
                "日本",
                "a b",
                "\\",
                "*")) {
            String commit = bench.write("commit", "tree " + treeOf(name.getBytes(UTF_8)) + "\n\n");
            assertThat(trees.list(1, commit, "")).extracting(Entry::name).containsExactly(name);
            assertThat(trees.text(1, trees.file(1, commit, name).orElseThrow()).lines())
                    .containsExactly("x");
        }
    }

    private String treeOf(byte[] name) {
        return treeWith(new String(name, ISO_8859_1), "x".getBytes(UTF_8));
    }

    @Test
    void a_name_that_is_not_utf8_is_shown_and_found_again() {
        String commit = bench.write("commit", "tree " + treeOf("caf\u00e9".getBytes(ISO_8859_1)) + "\n\n");
        assertThat(trees.list(1, commit, "")).extracting(Entry::name).containsExactly("café");
        assertThat(trees.file(1, commit, "café")).isPresent();
    }

    @Test
    void ten_thousand_files_are_listed() {
        for (int i = 0; i < 10_000; i++) {
            story.file("many/" + i, "same");
        }
        assertThat(trees.list(1, built(), "many")).hasSize(10_000);
        assertThat(trees.file(1, bench.id("main"), "many/9999")).isPresent();
    }

    @Test
    void text_is_decoded_from_what_it_is_written_in() {
        assertThat(textOf("grün\n".getBytes(UTF_8))).isEqualTo(new Text(List.of("grün"), "UTF-8", false, false));
        assertThat(textOf("gr\u00fcn \u0093\n".getBytes(ISO_8859_1)).lines()).containsExactly("grün “");
        assertThat(textOf("gr\u00fcn \u0081\n".getBytes(ISO_8859_1)).encoding()).isEqualTo("ISO-8859-1");
        assertThat(textOf("\ufeffgrün\r\nrot".getBytes(UTF_16LE)).lines()).containsExactly("grün", "rot");
        assertThat(textOf("\ufeffgrün".getBytes(UTF_8)).lines()).containsExactly("grün");
    }

    @Test
    void lines_end_with_lf_or_crlf_and_the_last_may_not() {
        assertThat(textOf("a\r\nb\rc\n\nd".getBytes(UTF_8)).lines()).containsExactly("a", "b\rc", "", "d");
        assertThat(textOf(new byte[0]).lines()).isEmpty();
        assertThat(textOf("\n".getBytes(UTF_8)).lines()).containsExactly("");
    }

    @Test
    void long_text_is_plain_and_very_long_text_is_not_shown() {
        assertThat(textOf("x\n".repeat(5_000).getBytes(UTF_8)).plain()).isFalse();
        assertThat(textOf("x\n".repeat(5_001).getBytes(UTF_8)).plain()).isTrue();
        assertThat(textOf(("x".repeat(999) + "\n").repeat(600).getBytes(UTF_8)).plain())
                .isTrue();
        assertThat(textOf("x".repeat(20_001).getBytes(UTF_8)).tooBig()).isTrue();
        assertThat(textOf(("x".repeat(999) + "\n").repeat(2_100).getBytes(UTF_8))
                        .tooBig())
                .isTrue();
        assertThat(textOf("x\0y".getBytes(UTF_8))).isEqualTo(Text.BINARY);
    }

    @Test
    void the_readme_is_found_in_order_of_preference() {
        story.file("docs/readme", "1")
                .file("docs/README.rst", "2")
                .file("docs/ReadMe.MD", "3")
                .file("docs/README.txt", "4");
        story.file("plain/README", "5").file("none/x", "6").file("odd/README.md/x", "7");
        story.file("120000", "odd/README", "../plain/README".getBytes(UTF_8));
        String commit = built();
        assertThat(trees.readme(1, commit, "docs").orElseThrow().path()).isEqualTo("docs/ReadMe.MD");
        assertThat(trees.readme(1, commit, "plain").orElseThrow().path()).isEqualTo("plain/README");
        assertThat(trees.readme(1, commit, "none")).isEmpty();
        assertThat(trees.readme(1, commit, "odd")).isEmpty();
    }

    @Test
    void a_broken_tree_does_not_get_out_of_bounds() {
        String tree = bench.write("tree", "100644 cut\0short");
        String commit = bench.write("commit", "tree " + tree + "\n\n");
        assertThatThrownBy(() -> trees.list(1, commit, "")).isInstanceOf(Refusal.class);
    }
}
