package starforge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.access.RepoName.Address;

class RepoNameTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    lantern,                     '',   '',    lantern
                    mira/lantern,                '',   mira,  lantern
                    fork/ben/lantern,            ben,  '',    lantern
                    fork/ben/mira/lantern,       ben,  mira,  lantern
                    forks/ben/mira/lantern,      ben,  mira,  lantern
                    mira/lantern.git,            '',   mira,  lantern
                    forks/ben/lantern.git,       ben,  '',    lantern
                    _x/A.b-c_1,                  '',   _x,    A.b-c_1
                    """)
    void each_form_of_a_full_name_is_read(String text, String forkOwner, String namespace, String name) {
        assertThat(RepoName.parse(text)).contains(new RepoName(forkOwner, namespace, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lantern", "mira/lantern", "fork/ben/lantern", "fork/ben/mira/lantern"})
    void a_name_is_written_as_it_is_read(String text) {
        assertThat(RepoName.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /lantern,                            lantern,               '',               ''
                    /lantern/star/1,                     lantern,               star/1,           star
                    /mira/lantern/tree/main/f/a b,       mira/lantern,          tree/main/f/a b,  tree
                    /fork/ben/mira/lantern/blob/x,       fork/ben/mira/lantern, blob/x,           blob
                    /fork/ben/lantern/stargazers/,       fork/ben/lantern,      stargazers/,      stargazers
                    /mira/lantern/src,                   mira/lantern,          src,              src
                    /lantern/c/deadbeef,                 lantern,               c/deadbeef,       c
                    """)
    void an_address_is_the_longest_name_and_then_the_page(String path, String repo, String rest, String word) {
        Address address = Address.parse(path).orElseThrow();

        assertThat(address.repo()).hasToString(repo);
        assertThat(address.rest()).isEqualTo(rest);
        assertThat(address.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-h",
                "--exec=touch x",
                "--upload-pack=x",
                "..",
                ".",
                ".git",
                "a.git",
                "a.GIT",
                "a.lock",
                "a..b",
                "a.",
                ".hidden",
                "a/b",
                "%2e%2e%2f",
                "..%5c",
                "a\\b",
                "a\0b",
                "a\nb",
                "a\n",
                "a\u202Eb",
                "a\u0430",
                "café",
                "a b",
                " a",
                "a:b",
                "a@b",
                "a~b",
                "a;b",
                ""
            })
    void no_hostile_name_is_a_name(String name) {
        assertThat(RepoName.problem(name)).isPresent();
        assertThat(RepoName.parse(name.isEmpty() ? "" : "mira/x/" + name))
                .as("as a third part")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "//lantern", "a/../b", "../a", "a/./b", "fork/mira", "fork//a", "fork/-h/a", "a.git.git"
            })
    void what_is_no_full_name_is_refused(String text) {
        assertThat(RepoName.parse(text)).isEmpty();
    }

    @Test
    void a_name_can_have_64_characters_and_no_more() {
        assertThat(RepoName.problem("x".repeat(64))).isEmpty();
        assertThat(RepoName.problem("x".repeat(65)))
                .contains("A name can have 64 characters at most; this one has 65.");
        assertThat(RepoName.problem("x".repeat(300))).isPresent();
    }

    @Test
    void words_of_pages_name_nothing_in_any_case() {
        for (String word : RepoName.RESERVED) {
            assertThat(RepoName.problem(word)).as(word).isPresent();
            assertThat(RepoName.problem(word.toUpperCase(Locale.ROOT))).as(word).isPresent();
            assertThat(RepoName.parse("mira/" + word)).as(word).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "nul", "README", "a", "7", "x.y", "trees", "starry", "_"})
    void a_plain_name_is_allowed_even_when_it_looks_odd(String name) {
        assertThat(RepoName.problem(name)).isEmpty();
    }

    @Test
    void a_fork_is_filed_under_its_owner() {
        RepoName original = RepoName.of("mira", "lantern");

        assertThat(original.isFork()).isFalse();
        assertThat(original.forkedBy("ben")).hasToString("fork/ben/mira/lantern");
        assertThat(original.forkedBy("ben").isFork()).isTrue();
    }

    @Test
    void a_refused_name_is_told_what_to_try() {
        assertThat(RepoName.problem(" my  lamp ")).contains("A name cannot contain spaces. Try my-lamp.");
    }
}
