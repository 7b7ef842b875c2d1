package starforge.repos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Level;
import starforge.git.RealGit;
import starforge.users.User;

/** Protected branches and archived repositories, held against real pushes. */
class ProtectionsTest {
    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static RealGit git;
    private static User mira;
    private static Browsing asMira;
    private static Path work;

    @BeforeAll
    static void a_forge() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        mira = forge.user("mira");
        forge.user("ravi");
        asMira = forge.browsing(mira);
        work = git.init(folder.resolve("work"));
        git.commit(work, "one.txt", "one");
        git.commit(work, "two.txt", "two");
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static RealGit.Result push(String user, String repo, String... refs) {
        String remote = forge.address().replace("://", "://" + user + ":correct%20horse@") + "/mira/" + repo + ".git";
        return git.run(
                work,
                Stream.concat(Stream.of("push", "-q", remote), Stream.of(refs)).toArray(String[]::new));
    }

    private static void protect(String repo, String pattern, String level) {
        asMira.get("/mira/" + repo + "/settings/branches");
        assertThat(asMira.post("/mira/" + repo + "/settings/branches", Map.of("pattern", pattern, "level", level))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_protected_branch_is_neither_rewritten_nor_deleted_though_others_are() {
        forge.repo(mira, "kept");
        push("mira", "kept", "HEAD:main", "HEAD:side", "HEAD:release/1");
        protect("kept", "release/*", "write");

        assertThat(push("mira", "kept", "+HEAD^:release/1").err()).contains("cannot be rewritten");
        assertThat(push("mira", "kept", ":release/1").err()).contains("cannot be deleted");
        assertThat(push("mira", "kept", "+HEAD^:side").exit()).isZero();
        assertThat(push("mira", "kept", ":side").exit()).isZero();
    }

    @Test
    void every_ref_of_a_push_is_asked_not_the_first_alone() {
        forge.repo(mira, "both");
        push("mira", "both", "HEAD:main", "HEAD:free");
        protect("both", "main", "write");

        assertThat(push("mira", "both", "+HEAD^:free", "+HEAD^:main").exit()).isNotZero();
        assertThat(push("mira", "both", "--atomic", "HEAD:other", "+HEAD^:main").exit())
                .isNotZero();
        assertThat(asMira.get("/mira/both/branches").body()).doesNotContain("other");
    }

    @Test
    void a_branch_for_admins_takes_nothing_from_those_who_write() {
        long id = forge.repo(mira, "guarded").id();
        var entry = new starforge.access.Gate.Entry(
                id, starforge.access.RepoName.of("mira", "guarded"), false, Level.ADMIN);
        forge.collaborators().let(mira.identity(), entry, forge.desk().users().get("ravi"), Level.WRITE);
        protect("guarded", "ma*", "admin");

        assertThat(push("ravi", "guarded", "HEAD:main").err()).contains("only those who run this repository");
        assertThat(push("ravi", "guarded", "HEAD:other").exit()).isZero();
        assertThat(push("mira", "guarded", "HEAD:main").exit()).isZero();
    }

    @Test
    void nothing_is_pushed_to_an_archived_repository_until_it_is_taken_out() {
        forge.repo(mira, "aside");
        push("mira", "aside", "HEAD:main");
        asMira.get("/mira/aside/settings/move");
        asMira.post("/mira/aside/settings/archive", Map.of("archived", "1"));

        assertThat(push("mira", "aside", "HEAD:more").exit()).isNotZero();
        assertThat(asMira.get("/mira/aside").body()).contains("Archived");
        asMira.post("/mira/aside/settings/archive", Map.of("archived", "0"));
        assertThat(push("mira", "aside", "HEAD:more").exit()).isZero();
    }

    @Test
    void a_rule_of_another_repository_is_not_found() {
        forge.repo(mira, "first");
        forge.repo(mira, "second");
        protect("first", "main", "write");
        String rule = asMira.get("/mira/first/settings/branches")
                .body()
                .replaceAll("(?s).*/settings/branches/(\\d+)/remove.*", "$1");

        assertThat(asMira.post("/mira/second/settings/branches/" + rule + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(asMira.post("/mira/first/settings/branches/" + rule + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    static Stream<Arguments> patterns() {
        return Stream.of(
                arguments("main", "main", true),
                arguments("main", "Main", false),
                arguments("main", "main2", false),
                arguments("*", "any/thing", true),
                arguments("release/*", "release/1/2", true),
                arguments("release/*", "release", false),
                arguments("*-stable", "1-stable-stable", true),
                arguments("a*b*c", "a-b-b-c", true),
                arguments("a*b*c", "a-c-b", false),
                arguments("*".repeat(200), "x".repeat(200), true),
                arguments("*a".repeat(100), "a".repeat(199) + "b", false));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void a_star_stands_for_any_text(String pattern, String branch, boolean covered) {
        assertThat(new Protection(1, pattern, Level.WRITE).covers(branch)).isEqualTo(covered);
    }
}
