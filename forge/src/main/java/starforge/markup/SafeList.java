package starforge.markup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/** The elements and attributes that a text may use; all others are dropped, scripts and styles with what they hold. */
final class SafeList {
    private static final int MOST_LETTERS = 8 * 1024 * 1024;
    private static final String[] TEXT = {
        "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp",
        "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"
    };
    private static final String[] BLOCKS = {
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "input",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul"
    };
    private static final Pattern LANGUAGE = Pattern.compile("language-[A-Za-z0-9_+#.-]{1,40}");
    private static final Pattern LOOK = Pattern.compile("[ksncft]");
    private static final Pattern ALERT = Pattern.compile("sf-note( sf-note--(ok|warn|bad))?|sf-grow sf-stack");
    private static final Pattern ALIGN = Pattern.compile("(?i)left|center|right");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}%?");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(TEXT)
            .allowElements(BLOCKS)
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href", "name")
            .onElements("a")
            .allowAttributes("src", "alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(LENGTH)
            .onElements("img")
            .allowAttributes("title")
            .onElements("a", "abbr", "img")
            .allowAttributes("id")
            .globally()
            .allowAttributes("class")
            .matching(LANGUAGE)
            .onElements("code")
            .allowAttributes("class")
            .matching(LOOK)
            .onElements("span")
            .allowAttributes("class")
            .matching(ALERT)
            .onElements("div")
            .allowAttributes("align")
            .matching(ALIGN)
            .onElements("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th")
            .allowAttributes("colspan", "rowspan")
            .matching(SMALL_NUMBER)
            .onElements("td", "th")
            .allowAttributes("start")
            .matching(NUMBER)
            .onElements("ol")
            .allowAttributes("open")
            .onElements("details")
            .allowAttributes("type")
            .matching(true, "checkbox")
            .onElements("input")
            .allowAttributes("checked")
            .onElements("input")
            .toFactory();

    private SafeList() {}

    /** HTML of any kind as HTML that may be shown; {@link TooMuch} when that is over 8 Mi letters. */
    static Html clean(String html, Links links) {
        BoundedText out = new BoundedText(MOST_LETTERS);
        HtmlStreamRenderer writer = HtmlStreamRenderer.create(out, SafeList::failed, Handler.DO_NOTHING);
        HtmlSanitizer.sanitize(html, POLICY.apply(new PageWriter(writer, links)));
        return new Html(out.toString());
    }

    private static void failed(IOException e) {
        throw new UncheckedIOException(e);
    }
}
