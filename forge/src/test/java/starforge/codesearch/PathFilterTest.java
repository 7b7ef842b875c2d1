package starforge.codesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a path or pattern chooses. */
class PathFilterTest {
    @ParameterizedTest
    @CsvSource({
        "src,        src/a.c lib/src.h SRC/b.c",
        "'',         src/a.c x",
        "*.c,        a.c src/a.c src/deep/b.C",
        "src/*.c,    src/a.c lib/src/a.c",
        "/src/*.c,   src/a.c",
        "src/**/a.c, src/a.c src/x/a.c src/x/y/a.c",
        "a?.c,       ab.c x/ac.c",
        "test*/,     tests/a.c x/test/deep/b.c",
        "**/a*b/**,  ab/x q/axxb/y/z",
        "**,         a a/b",
        "a**z,       abz a/b/z x/a/z"
    })
    void these_are_taken(String filter, String paths) {
        assertThat(Stream.of(paths.split(" "))).allMatch(new PathFilter(filter)::takes);
    }

    @ParameterizedTest
    @CsvSource({
        "src,        lib/a.c",
        "*.c,        a.cc a.h c",
        "src/*.c,    src/x/a.c xsrc/a.c",
        "/src/*.c,   lib/src/a.c",
        "src/**/a.c, a.c xsrc/a.c src/ba.c",
        "a?.c,       a.c a/.c",
        "test*/,     test tests",
        "/a/**/z,    a/b/c b/a/z"
    })
    void these_are_not(String filter, String paths) {
        assertThat(Stream.of(paths.split(" "))).noneMatch(new PathFilter(filter)::takes);
    }

    @Test
    void a_pattern_of_stars_is_answered_at_once() {
        String path = "a".repeat(4_000);
        assertThat(new PathFilter("*a".repeat(40) + "b").takes(path)).isFalse();
        assertThat(new PathFilter("**a".repeat(40) + "b").takes(path)).isFalse();
        assertThat(new PathFilter("*a".repeat(40) + "*").takes(path)).isTrue();
    }
}
