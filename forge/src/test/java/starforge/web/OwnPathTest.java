package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a browser takes for a page of ours. */
class OwnPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/mira/lantern", "/search?q=a&type=users", "/a//b"})
    void own_pages(String path) {
        assertThat(OwnPath.isOwn(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "//evil", "/\\evil", "https://evil", "/\t/evil", "/\n/evil", "/a b", "javascript:x"})
    void pages_of_others(String path) {
        assertThat(OwnPath.isOwn(path)).isFalse();
    }
}
