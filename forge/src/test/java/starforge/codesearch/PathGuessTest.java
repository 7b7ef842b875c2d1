package starforge.codesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which file somebody means who types a few letters. */
class PathGuessTest {
    private static List<String> guessed(String typed, String... paths) {
        return Stream.of(paths)
                .flatMap(path -> PathGuess.of(path, PathGuess.typed(typed)).stream())
                .sorted(PathGuess.BEST_FIRST)
                .map(PathGuess::path)
                .toList();
    }

    @Test
    void the_files_own_name_goes_before_folders_and_scattered_letters() {
        assertThat(guessed("ring", "src/string.c", "ring/x.c", "src/ring.rs", "ring.rs", "r/i/n/g", "other"))
                .containsExactly("ring.rs", "src/ring.rs", "src/string.c", "ring/x.c", "r/i/n/g");
    }

    @Test
    void first_letters_of_words_find_a_name() {
        assertThat(guessed("fpt", "src/main/FilePagesTest.java", "src/fxxpxxt.java"))
                .containsExactly("src/main/FilePagesTest.java", "src/fxxpxxt.java");
    }

    @Test
    void folder_and_name_may_be_typed_together_with_spaces() {
        assertThat(guessed("Src Ring", "src/glow/ring.rs", "lib/ring.rs")).containsExactly("src/glow/ring.rs");
    }

    @Test
    void letters_in_another_order_find_nothing() {
        assertThat(guessed("gnir", "ring.rs")).isEmpty();
    }

    @Test
    void a_jump_to_a_word_that_comes_too_late_is_taken_back() {
        assertThat(guessed("bc", "abc_b")).containsExactly("abc_b");
        assertThat(guessed("xb", "oxen_x/b/x")).containsExactly("oxen_x/b/x");
    }

    @Test
    void the_marked_letters_are_those_typed() {
        PathGuess guess = PathGuess.of("src/FilePages.java", "fp").orElseThrow();
        assertThat(guess.marked()).containsExactly(4, 8);
        assertThat(PathGuess.of("src/ring.rs", "ring").orElseThrow().marked()).containsExactly(4, 5, 6, 7);
    }
}
