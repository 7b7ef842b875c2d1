package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths are read once, strictly. */
class PathDecoderTest {
    @Test
    void escapes_are_utf_8_and_are_decoded_once() {
        assertThat(PathDecoder.decode("/a/b%20c/%C3%A9")).contains("/a/b c/é");
        assertThat(PathDecoder.decode("/%252e%252e/x")).contains("/%2e%2e/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/a/../b", "/%2e%2e/x", "/a/%2E/b", "/%00", "/%", "/%zz", "/%C3", "/%ff%fe", "/é"})
    void what_is_broken_or_climbs_is_no_path(String raw) {
        assertThat(PathDecoder.decode(raw)).isEmpty();
    }
}
