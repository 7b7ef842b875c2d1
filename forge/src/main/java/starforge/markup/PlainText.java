package starforge.markup;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.Handler;
import org.owasp.html.HtmlStreamRenderer;

/** Text as it stands, with its addresses as links. */
final class PlainText {
    /** Ends before what more likely belongs to the sentence. */
    private static final Pattern ADDRESS = Pattern.compile("\\bhttps?://[^\\s<>\"'`(){}\\[\\]]{1,2000}(?<![.,:;!?*_])");

    Html render(String text) {
        StringBuilder html = new StringBuilder();
        HtmlStreamRenderer out = HtmlStreamRenderer.create(html, Handler.DO_NOTHING);
        out.openDocument();
        out.openTag("pre", List.of("class", "sf-plain", "tabindex", "0"));
        write(text, out);
        out.closeTag("pre");
        out.closeDocument();
        return new Html(html.toString());
    }

    private static void write(String text, HtmlStreamRenderer out) {
        int done = 0;
        for (Matcher address = ADDRESS.matcher(text); address.find(); done = address.end()) {
            out.text(text.substring(done, address.start()));
            out.openTag("a", List.of("href", address.group(), "rel", "nofollow noopener ugc"));
            out.text(address.group());
            out.closeTag("a");
        }
        out.text(text.substring(done));
    }
}
