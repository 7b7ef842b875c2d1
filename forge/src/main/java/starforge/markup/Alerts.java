package starforge.markup;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import starforge.words.Words;

/** Writes quotes, and those that begin with a line such as {@code [!NOTE]} as GitHub's alerts. */
final class Alerts implements NodeRenderer {
    private static final Pattern MARK = Pattern.compile("(?i)\\[!(note|tip|important|warning|caution)]\\s*");
    private static final Map<String, String> LOOKS = Map.of(
            "note",
            "sf-note",
            "tip",
            "sf-note sf-note--ok",
            "important",
            "sf-note",
            "warning",
            "sf-note sf-note--warn",
            "caution",
            "sf-note sf-note--bad");

    private final HtmlNodeRendererContext context;
    private final HtmlWriter out;

    Alerts(HtmlNodeRendererContext context) {
        this.context = context;
        this.out = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(BlockQuote.class);
    }

    @Override
    public void render(Node quote) {
        Optional<String> kind = kind(quote);
        out.line();
        kind.ifPresentOrElse(this::open, () -> out.tag("blockquote"));
        out.line();
        for (Node child = quote.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        out.line();
        out.tag(kind.isPresent() ? "/div" : "/blockquote");
        if (kind.isPresent()) {
            out.tag("/div");
        }
        out.line();
    }

    private void open(String kind) {
        out.tag("div", Map.of("class", LOOKS.getOrDefault(kind, "sf-note")));
        out.tag("div", Map.of("class", "sf-grow sf-stack"));
        out.tag("p");
        out.tag("strong");
        out.text(Words.english().say("markup." + kind));
        out.tag("/strong");
        out.tag("/p");
    }

    /** Which alert it is; its mark is taken away. */
    private static Optional<String> kind(Node quote) {
        if (!(quote.getFirstChild() instanceof Paragraph first) || !(first.getFirstChild() instanceof Text text)) {
            return Optional.empty();
        }
        Matcher mark = MARK.matcher(text.getLiteral());
        Node next = text.getNext();
        if (!mark.matches() || !(next == null || next instanceof SoftLineBreak)) {
            return Optional.empty();
        }
        text.unlink();
        if (next == null) {
            first.unlink();
        } else {
            next.unlink();
        }
        return Optional.of(mark.group(1).toLowerCase(Locale.ROOT));
    }
}
