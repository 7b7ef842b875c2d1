package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefsTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private Refs refs;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
        refs = new Refs(bench.repositories());
    }

    private void twoCommits() {
        Story story = new Story();
        int first = story.commit("main", "first");
        story.file("a", "1\n").branch("older", first);
        story.commit("main", "second");
        bench.build(story.file("a", "2\n"));
    }

    @Test
    void an_empty_repository_has_no_refs_but_a_default_branch() {
        assertThat(refs.branches(1)).isEmpty();
        assertThat(refs.tags(1, 10)).isEmpty();
        assertThat(refs.branchCount(1)).isZero();
        assertThat(refs.head(1)).contains("main");
        assertThat(refs.resolve(1, "main")).isEmpty();
    }

    @Test
    void branches_come_newest_first_with_the_time_of_their_commit() {
        twoCommits();
        assertThat(refs.branches(1)).extracting(Branch::name).containsExactly("main", "older");
        assertThat(refs.branches(1).get(0).commit()).isEqualTo(bench.id("main"));
        assertThat(refs.branches(1).get(0).updated()).isEqualTo(Instant.ofEpochSecond(1_700_000_120));
        assertThat(refs.branchCount(1)).isEqualTo(2);
    }

    @Test
    void head_may_name_a_branch_that_is_missing() {
        twoCommits();
        bench.git("symbolic-ref", "HEAD", "refs/heads/feature/next");
        assertThat(refs.head(1)).contains("feature/next");
    }

    @Test
    void a_head_on_no_branch_is_no_default_branch() {
        twoCommits();
        bench.git("update-ref", "--no-deref", "HEAD", bench.id("main"));
        assertThat(refs.head(1)).isEmpty();
    }

    @Test
    void tags_come_newest_first_with_their_message_and_only_those_of_commits() {
        twoCommits();
        bench.git("tag", "light", "older");
        bench.git("tag", "-m", "Release 1\n\nMany things.", "v1", "main");
        bench.git("-c", "advice.nestedTag=false", "tag", "-m", "twice", "nested", "v1");
        bench.git("tag", "blob", "main:a");
        assertThat(refs.tags(1, 10)).extracting(TagRef::name).containsExactlyInAnyOrder("light", "v1", "nested");
        assertThat(refs.tags(1, 10).get(2).name()).isEqualTo("light");
        TagRef release = refs.tags(1, 10).stream()
                .filter(tag -> tag.name().equals("v1"))
                .findFirst()
                .orElseThrow();
        assertThat(release.commit()).isEqualTo(bench.id("main"));
        assertThat(release.subject()).isEqualTo("Release 1");
        assertThat(release.body()).isEqualTo("Many things.");
        assertThat(release.tagger().orElseThrow().name()).isEqualTo("Committer");
        assertThat(refs.tags(1, 1)).hasSize(1);
        assertThat(refs.tagCount(1)).isEqualTo(4);
    }

    @Test
    void a_signature_is_no_part_of_a_tags_message() {
        twoCommits();
        String tag = bench.write(
                "tag",
                "object " + bench.id("main") + "\ntype commit\ntag s\ntagger T <t@example.org> 5 +0000\n\n"
                        + "Signed\n\nnotes\n-----BEGIN PGP SIGNATURE-----\nxyz\n-----END PGP SIGNATURE-----\n");
        bench.git("update-ref", "refs/tags/s", tag);
        assertThat(refs.tags(1, 1).get(0).body()).isEqualTo("notes");
    }

    @Test
    void a_branch_comes_before_a_tag_and_a_tag_before_an_id() {
        twoCommits();
        String id = bench.id("main");
        bench.git("tag", "same", "older");
        bench.git("branch", "same", "main");
        bench.git("tag", id.substring(0, 9), "older");
        assertThat(refs.resolve(1, "same")).contains(new Revision("same", Revision.Kind.BRANCH, id));
        assertThat(refs.resolve(1, id.substring(0, 9)))
                .contains(new Revision(id.substring(0, 9), Revision.Kind.TAG, bench.id("older")));
        assertThat(refs.resolve(1, id)).contains(new Revision(id, Revision.Kind.COMMIT, id));
        bench.run(new byte[0], "update-ref", "refs/heads/" + id, bench.id("older"));
        assertThat(refs.resolve(1, id).orElseThrow().kind()).isEqualTo(Revision.Kind.BRANCH);
    }

    @Test
    void an_id_needs_seven_digits_and_must_be_a_commit() {
        twoCommits();
        String id = bench.id("main");
        assertThat(refs.resolve(1, id.substring(0, 7)).orElseThrow().commit()).isEqualTo(id);
        assertThat(refs.resolve(1, id.toUpperCase(java.util.Locale.ROOT))
                        .orElseThrow()
                        .commit())
                .isEqualTo(id);
        assertThat(refs.resolve(1, id.substring(0, 6))).isEmpty();
        assertThat(refs.resolve(1, bench.id("main:a"))).isEmpty();
        assertThat(refs.resolve(1, bench.id("main^{tree}"))).isEmpty();
        assertThat(refs.resolve(1, "0".repeat(40))).isEmpty();
    }

    @Test
    void expressions_and_nonsense_mean_nothing() {
        twoCommits();
        for (String text : List.of(
                "main~1",
                "main^",
                "main@{0}",
                "@",
                "main:a",
                ":a",
                ":/first",
                "HEAD~1",
                "..",
                "../config",
                "../../HEAD",
                "main..older",
                "a b",
                "",
                "/",
                "-h",
                "main\0",
                "main\n",
                "refs/heads/main",
                "main/",
                "a.lock",
                "main.lock")) {
            assertThat(refs.resolve(1, text)).isEmpty();
            assertThat(refs.place(1, text + "/f/a")).isEmpty();
        }
    }

    @Test
    void very_long_names_mean_nothing() {
        twoCommits();
        assertThat(refs.resolve(1, "x".repeat(300))).isEmpty();
        assertThat(refs.resolve(1, "x/".repeat(3_000) + "x")).isEmpty();
        assertThat(refs.place(1, "x/f/".repeat(50_000))).isEmpty();
    }

    @Test
    void odd_but_legal_branches_are_found() throws Exception {
        twoCommits();
        for (String name : List.of(
                "-h", "--exec=touch-x", "a/f/b", "f/f/f", "v1.0/x.y", "ünï", "a\u202eb", "quote\"d", "it's", "100%")) {
            Path ref = bench.folder().resolve("refs/heads").resolve(name);
            Files.createDirectories(ref.getParent());
            Files.writeString(ref, bench.id("main") + "\n");
            assertThat(refs.resolve(1, name).orElseThrow().name()).isEqualTo(name);
            assertThat(refs.place(1, name + "/f/dir/a").orElseThrow().path()).isEqualTo("dir/a");
            assertThat(refs.branches(1)).extracting(Branch::name).contains(name);
        }
    }

    @Test
    void the_longest_ref_of_an_address_wins() {
        twoCommits();
        bench.git("branch", "x", "older");
        bench.git("tag", "x/f/y", "main");
        Place place = refs.place(1, "x/f/y/f/z/f/q").orElseThrow();
        assertThat(place.revision().name()).isEqualTo("x/f/y");
        assertThat(place.path()).isEqualTo("z/f/q");
        assertThat(refs.place(1, "x/f/other/f/q").orElseThrow().path()).isEqualTo("other/f/q");
        assertThat(refs.place(1, "x").orElseThrow().path()).isEmpty();
        assertThat(refs.place(1, "x/f/").orElseThrow().path()).isEmpty();
    }

    @Test
    void a_path_that_could_lead_elsewhere_is_no_place() {
        twoCommits();
        for (String path : List.of("..", "a/../b", ".", "a//b", "/a", "a/", "a\0b", "./a", "a/..")) {
            assertThat(refs.place(1, "main/f/" + path)).isEmpty();
        }
    }

    @Test
    void broken_refs_are_left_out() throws Exception {
        twoCommits();
        Files.writeString(bench.folder().resolve("refs/heads/gone"), "1".repeat(40) + "\n");
        Files.writeString(bench.folder().resolve("refs/heads/tree"), bench.id("main^{tree}") + "\n");
        Files.writeString(bench.folder().resolve("refs/heads/loop"), "ref: refs/heads/loop\n");
        Files.writeString(bench.folder().resolve("refs/tags/gone"), "1".repeat(40) + "\n");
        assertThat(refs.branches(1)).extracting(Branch::name).containsExactly("main", "older");
        assertThat(refs.tags(1, 10)).isEmpty();
        assertThat(refs.resolve(1, "gone")).isEmpty();
        assertThat(refs.resolve(1, "tree")).isEmpty();
    }

    @Test
    void thousands_of_branches_are_listed() {
        twoCommits();
        String id = bench.id("older");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            many.append("create refs/heads/topic/")
                    .append(i)
                    .append(' ')
                    .append(id)
                    .append('\n');
        }
        bench.run(many.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), "update-ref", "--stdin");
        bench.git("pack-refs", "--all");
        assertThat(refs.branches(1)).hasSize(3_002);
        assertThat(refs.branches(1).get(0).name()).isEqualTo("main");
    }
}
