package starforge.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.checks.checkers.Checkers;
import starforge.checks.checkers.Finding;
import starforge.checks.checkers.Finding.Severity;
import starforge.checks.checkers.Language;

/** Faults are found where they are, sound files have none, and hostile ones come to an end and do nothing. */
class CheckersTest {
    private static Checkers checkers;

    @TempDir
    Path folder;

    @BeforeAll
    static void all_checkers() {
        checkers = new Checkers();
    }

    @AfterAll
    static void the_end() {
        checkers.close();
    }

    private static List<Finding> check(String path, String text) {
        try {
            Language language = Language.of(path, text).orElseThrow();
            assumeThat(checkers.know(language)).isTrue();
            return checkers.check(language, path, text.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json     | '{\"a\": 1,\n \"b\": }'                    | 2",
                "a.json     | '{\"a\": 1, \"a\": 2}'                     | 1",
                "a.xml      | '<a>\n<b></a>'                             | 2",
                "a.yaml     | 'a: 1\nb: [1, 2'                           | 2",
                "a.properties | 'a=1\nb=\\u00zz'                         | 2",
                "A.java     | 'class A {\n  void a() { int = 3; }\n}'    | 2",
                "a.md       | 'Look [here]().'                           | 1",
                "a.py       | 'a = 1\ndef f(:\n  pass'                   | 2",
                "a.js       | 'let a = 1;\nlet b = ;'                    | 2",
                "a.sh       | '#!/bin/sh\nif true; then\necho'           | 4"
            })
    void a_fault_is_found_at_its_line(String path, String text, int line) {
        List<Finding> findings = check(path, text);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.line()).isBetween(line - 1, line);
            assertThat(finding.text()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json | '{\"a\": [1, true, null]}'",
                "tsconfig.json | '{ // yes\n \"a\": 1, }'",
                "a.svg | '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'",
                "a.yml | '- a\n- b: {c: d}\n'",
                "a.properties | 'a = 1\\\n  2\n! no\nb=3'",
                "A.java | 'record A<T>(T a) { sealed interface B permits C {} }'",
                "a.md | '# The Two Towers\n[up](#the-two-towers) `[no]()`'",
                "a.py | 'import os\nprint(f\"{os.sep}\")\n'",
                "a.js | 'const a = async () => await b;'",
                "a.sh | 'echo \"$HOME\"\n'"
            })
    void a_sound_file_has_no_errors(String path, String text) {
        assertThat(check(path, text)).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }

    @Test
    void what_the_first_line_names_is_known_without_an_ending() {
        assertThat(Language.of("bin/run", "#!/usr/bin/env python3\n")).contains(Language.PYTHON);
        assertThat(Language.of("bin/run", "#!/bin/bash -e\n")).contains(Language.SHELL);
        assertThat(Language.of("bin/run", "nothing")).isEmpty();
        assertThat(Language.of("-x", "#!")).isEmpty();
    }

    @Test
    void nothing_of_a_file_is_run() throws Exception {
        Path trace = folder.resolve("trace");
        check("a.py", "open('" + trace + "', 'w')\n");
        check("a.js", "require('fs').writeFileSync('" + trace + "', '')\n");
        check("a.sh", "touch '" + trace + "'\n");
        check("A.java", "class A { static { java.io.File f = new java.io.File(\"" + trace + "\"); } }\n");
        assertThat(Files.exists(trace)).isFalse();
    }

    @Test
    void an_entity_of_xml_is_not_followed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hushbox");
        String attack = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file://" + secret + "\">]><a>&b;</a>";
        assertThat(check("a.xml", attack)).noneMatch(finding -> finding.text().contains("hushbox"));
    }

    @Test
    void a_billion_laughs_take_no_time() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        StringBuilder yaml = new StringBuilder("l0: &l0 [ha, ha]\n");
        for (int i = 1; i < 40; i++) {
            xml.append("<!ENTITY l")
                    .append(i)
                    .append(" \"&l")
                    .append(i - 1)
                    .append(";&l")
                    .append(i - 1)
                    .append(";\">");
            yaml.append("l" + i + ": &l" + i + " [*l" + (i - 1) + ", *l" + (i - 1) + "]\n");
        }
        check("a.xml", xml.append("]><a>&l39;</a>").toString());
        assertThat(check("a.yml", yaml.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.xml", "a.yaml", "A.java", "a.md", "a.py", "a.js", "a.sh"})
    void a_megabyte_of_brackets_comes_to_an_end_and_the_next_file_is_checked(String path) {
        assertThat(check(path, (path.endsWith("xml") ? "<a>" : "[").repeat(300_000)))
                .isNotNull();
        assertThat(check(path, "\n")).noneMatch(finding -> finding.text().startsWith("Gave up"));
    }
}
