package starforge.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.checks.checkers.Checker;
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
        checkers = new Checkers(8, 30);
    }

    @AfterAll
    static void the_end() {
        checkers.close();
    }

    private static List<Finding> check(String path, String text) {
        try {
            Language language = Language.of(path, text).orElseThrow();
            assumeThat(checkers.know(language)).isTrue();
            List<Finding> found = new ArrayList<>();
            for (Checker checker : checkers.of(language)) {
                found.addAll(checkers.check(checker, language, path, text.getBytes(StandardCharsets.UTF_8)));
            }
            return found;
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
                "a.sh       | '#!/bin/sh\nif true; then\necho'           | 4",
                "a.rb       | 'def a\n  1 +\nend\n'                     | 3",
                "a.php      | '<?php\necho 1\necho 2;'                  | 3",
                "a.lua      | 'local a = 1\nlocal b ='                  | 2",
                "a.go       | 'package a\nfunc f( {'                    | 2",
                "a.rs       | 'fn main() {\n    let = 3;\n}'            | 2",
                "a.ts       | 'let a: number = 1;\nlet b: = ;'          | 2",
                "a.css      | 'a { color: red }\n} b {'                 | 2",
                "a.html     | '<p>a</p>\n<p'                           | 2",
                "A.cs       | 'class A {\n  void B( { }\n}'             | 2",
                "A.kt       | 'fun main() {\n  val a = = 3\n}'              | 2",
                "A.scala    | 'object A {\n  def f( = 3\n}'             | 2"
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
                "a.sh | 'echo \"$HOME\"\n'",
                "a.rb | 'def a(b) = b\nputs a(1)\n'",
                "a.php | '<?php\necho 1;'",
                "a.lua | 'local a <const> = 1\nreturn a'",
                "a.go | 'package a\n\nfunc f() int { return 1 }\n'",
                "a.rs | 'fn main() { let a: Vec<u8> = vec![1]; }'",
                "a.ts | 'type A<T> = { [k in keyof T]?: T[k] };'",
                "a.css | '@media (min-width: 1px) { a:hover { --b: 1 } }'",
                "a.html | '<!doctype html><title>a</title><p>b<br>'",
                "A.cs | 'record A(int B) { public int C => B; }'",
                "A.kt | 'data class A(val b: Int = 1)'",
                "A.scala | 'object A { val b = List(1).map(_ + 1) }'",
                "a.c | 'int main(void) { return 0; }'",
                "a.ts | '<?xml version=\"1.0\"?><TS/>'"
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
        assertThat(Language.of("lib/Rakefile", "")).contains(Language.RUBY);
        assertThat(Language.of("a.html/b", "")).isEmpty();
    }

    @Test
    void nothing_of_a_file_is_run() throws Exception {
        Path trace = folder.resolve("trace");
        check("a.py", "open('" + trace + "', 'w')\n");
        check("a.js", "require('fs').writeFileSync('" + trace + "', '')\n");
        check("a.sh", "touch '" + trace + "'\n");
        check("a.php", "<?php touch('" + trace + "');");
        check("a.lua", "io.open('" + trace + "', 'w')");
        check("a.rb", "#!ruby -r./source.rb\nBEGIN { File.write('" + trace + "', '') }\n");
        check("A.java", "class A { static { java.io.File f = new java.io.File(\"" + trace + "\"); } }\n");
        assertThat(Files.exists(trace)).isFalse();
    }

    @Test
    void what_the_preprocessor_may_make_right_is_no_error() {
        assertThat(check("a.c", "int main( {\n"))
                .isNotEmpty()
                .allMatch(finding -> finding.severity() == Severity.WARNING)
                .allMatch(finding -> finding.text().endsWith("(may be the preprocessor)"));
    }

    @Test
    void a_column_counts_letters() {
        assertThat(check("a.rs", "fn f() { let é = \"éé\"; let = 3; }\n"))
                .isNotEmpty()
                .allMatch(finding -> finding.column() > 20 && finding.column() < 32);
    }

    @Test
    void who_takes_their_time_finds_more_than_syntax() {
        assumeThat(checkers.of(Language.PYTHON)).extracting(Checker::name).contains("pylint");
        assertThat(check("a.py", "import os\nprint(nothing)\n"))
                .extracting(Finding::checker, Finding::line, Finding::severity)
                .contains(tuple("pylint", 1, Severity.WARNING), tuple("pylint", 2, Severity.ERROR));
    }

    @Test
    void no_rule_is_taken_from_the_file_or_from_beside_it() {
        assumeThat(checkers.of(Language.JAVASCRIPT)).extracting(Checker::name).contains("eslint");
        assertThat(check("a.js", "/* eslint no-cond-assign: 0 */\nlet a = 1;\nif (a = 2) { a = 3; }\n"))
                .extracting(Finding::checker, Finding::line)
                .contains(tuple("eslint", 3));
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
    @ValueSource(
            strings = {
                "a.json", "a.xml", "a.yaml", "A.java", "a.md", "a.py", "a.js", "a.sh", "a.rb", "a.php", "a.lua", "a.go",
                "a.c", "a.rs", "a.ts", "a.css", "a.html", "A.cs", "A.kt", "A.scala"
            })
    void a_megabyte_of_brackets_comes_to_an_end_and_the_next_file_is_checked(String path) {
        assertThat(check(path, (path.matches(".*(html|xml)") ? "<a>" : "[").repeat(300_000)))
                .isNotNull();
        assertThat(check(path, "\n")).noneMatch(Finding::saysNothing);
    }

    @Test
    void a_checker_is_asked_again_after_an_update_and_when_it_gave_up() {
        Checker json = checkers.of(Language.JSON).get(0);
        assertThat(Said.by(json, List.of(), Instant.EPOCH).isOf(json)).isTrue();
        assertThat(new Said("json", "before", List.of(), Instant.EPOCH).isOf(json))
                .isFalse();
        assertThat(Said.by(json, List.of(Finding.note("Gave up", "json")), Instant.EPOCH)
                        .isOf(json))
                .isFalse();
    }

    @Test
    void what_says_too_much_is_heard_no_longer_than_needed() {
        assumeThat(checkers.of(Language.XML)).extracting(Checker::name).contains("xmllint");
        List<Finding> said = check("a.xml", "<r>" + "<x:a/>\n".repeat(60_000) + "</r>").stream()
                .filter(finding -> finding.checker().equals("xmllint"))
                .toList();
        assertThat(said).hasSize(200).allMatch(finding -> finding.text().contains("prefix x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--help.py", "a b;touch c.sh", "-o.json", "../../x.rs"})
    void a_name_is_no_option_and_no_way_out(String path) {
        Language language = Language.of(path, "#!/usr/bin/python3").orElseThrow();
        assertThat(checkers.of(language)).isNotEmpty();
        assertThat(check(path, "#!/usr/bin/python3\n)\n")).anyMatch(finding -> finding.line() > 0);
    }
}
