package starforge.highlight;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Colours for lines, whatever stands in them. */
class HighlighterTest {
    private final Highlighter highlighter = new Highlighter();

    /** As {@code k:public }: a look, what has it, and everything without a look in brackets. */
    private String shown(String file, String... lines) {
        return highlighter.colours(file, List.of(lines)).stream()
                .map(line -> line.stream()
                        .map(piece -> piece.look().isEmpty() ? piece.text() : piece.look() + "<" + piece.text() + ">")
                        .collect(joining()))
                .collect(joining("\n"));
    }

    private static String text(List<Piece> line) {
        return line.stream().map(Piece::text).collect(joining());
    }

    @Test
    void java_has_keywords_types_calls_strings_numbers_and_comments() {
        assertThat(shown("Ring.java", "final int x = size(\"a<b\") + 12; // Why", "new AtomicLong();"))
                .contains("k<final ", "f<size>", "s<\"a<b\">", "n<12>", "c<// Why>", "t<AtomicLong>");
    }

    @Test
    void comment_over_several_lines_stays_a_comment_until_it_ends() {
        assertThat(shown("a.c", "/* one", "", "int two */ int x;"))
                .startsWith("c</* one>\n\nc<int two */")
                .doesNotContain("<int two */ int");
    }

    @Test
    void forty_languages_and_more_have_colours() {
        Stream<String> coloured = Stream.of(
                        ("a.as a.asm a.a65 a.bat a.c a.cs a.cpp a.clj a.lisp a.css a.d a.dart a.pas Dockerfile .env a.f90"
                                        + " a.go a.groovy a.hbs a.html a.ini a.java a.js a.json a.jsonc a.jsp a.kt a.tex"
                                        + " a.less a.lua Makefile a.md a.nsi a.pl a.php a.ps1 a.properties a.proto a.py a.rb"
                                        + " a.rs a.sas a.scala a.sql a.tcl a.ts a.sh a.vb a.vhdl a.xml a.yaml")
                                .split(" "))
                .filter(name -> !highlighter.coloured(highlighter.languages().named(name), SAMPLE).lines().stream()
                        .flatMap(List::stream)
                        .allMatch(piece -> piece.look().isEmpty()));
        assertThat(coloured.count()).isGreaterThanOrEqualTo(40);
    }

    private static final List<String> SAMPLE = List.of(
            "# 12 \"x\" if true; // comment",
            "<?php if (true) { echo \"x\"; } ?>",
            "FROM begin end :- \"string\" 'x' 0x12 ; remark",
            "key: value = <a href=\"x\">&amp;</a> {{#if x}} \\section{x} proc do");

    @Test
    void whatever_is_in_a_file_its_letters_stay() {
        Random random = new Random(7);
        String signs = "\"'`/*#<>!-=%{}()[];:\\$@&|~^+.,?_ \t\n\u0000\u202e\ud83d\ude00éaxnERif0127";
        for (String name : List.of(
                "a.java a.js a.ts a.php a.html a.jsp a.rb a.pl a.py a.sh a.md a.tex a.css a.less a.go a.rs a.kt a.lua"
                        .split(" "))) {
            List<String> lines = Stream.generate(() -> random.ints(1 + random.nextInt(60), 0, signs.length())
                            .mapToObj(i -> String.valueOf(signs.charAt(i)))
                            .collect(joining())
                            .replace("\n", ""))
                    .limit(200)
                    .toList();
            assertThat(highlighter.colours(name, lines))
                    .as(name)
                    .extracting(HighlighterTest::text)
                    .isEqualTo(lines);
        }
    }

    @Test
    void very_long_file_and_very_long_line_stay_plain() {
        List<String> many = Collections.nCopies(5_001, "int x;");
        assertThat(highlighter.colours("a.c", many)).allMatch(line -> line.size() == 1);
        assertThat(highlighter.colours("a.c", List.of("int ".repeat(600), "int y;")))
                .satisfiesExactly(line -> assertThat(line).hasSize(1), line -> assertThat(line)
                        .hasSizeGreaterThan(1));
    }

    @Test
    void what_is_left_when_time_is_up_stays_plain() {
        Highlighter hurried = new Highlighter(Duration.ofMillis(-1));
        Optional<Language> java = hurried.languages().called("java");
        assertThat(hurried.coloured(java, List.of("int x;")))
                .isEqualTo(new Highlighter.Coloured(List.of(List.of(new Piece("int x;", ""))), true));
    }

    @Test
    void characters_that_reorder_are_written_out_and_keep_the_colours_around_them() {
        List<Piece> line = Ordering.written(List.of(new Piece("// a\u202eb", "c"), new Piece("\u2066", "")));
        assertThat(line)
                .containsExactly(
                        new Piece("// a", "c"),
                        new Piece("U+202E", Piece.HIDDEN),
                        new Piece("b", "c"),
                        new Piece("U+2066", Piece.HIDDEN));
    }
}
