package starforge.highlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which language a file is in. */
class LanguagesTest {
    private final Languages languages = new Languages();

    private String of(String name, String firstLine) {
        return languages.of(name, firstLine).map(Language::name).orElse("none");
    }

    @Test
    void name_and_ending_decide_in_letters_of_any_case() {
        assertThat(of("Ring.java", "")).isEqualTo("Java");
        assertThat(of("START.BAT", "")).isEqualTo("Batch");
        assertThat(of("Makefile", "")).isEqualTo("Makefile");
        assertThat(of("pom.xml", "")).isEqualTo("XML");
        assertThat(of("tsconfig.json", "")).isEqualTo("JSON with comments");
        assertThat(of("java", "")).isEqualTo("none");
        assertThat(of("", "")).isEqualTo("none");
    }

    @Test
    void interpreter_in_the_first_line_decides_for_a_file_without_an_ending() {
        assertThat(of("run", "#!/bin/sh -e")).isEqualTo("Shell");
        assertThat(of("run", "#!/usr/bin/env python3.11")).isEqualTo("Python");
        assertThat(of("run", "#! /usr/bin/env -S node --harmony")).isEqualTo("JavaScript");
        assertThat(of("run", "#!")).isEqualTo("none");
        assertThat(of("run", "#!" + "/".repeat(100_000))).isEqualTo("none");
    }

    @Test
    void fence_may_say_a_name_or_an_ending() {
        for (String word : List.of("java", "js", "C++", "bash", "py", "python3", "yml", "Dockerfile", "sh")) {
            assertThat(languages.called(word)).as(word).isPresent();
        }
        assertThat(languages.called("nosuch")).isEmpty();
    }
}
