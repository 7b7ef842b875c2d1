package starforge.markup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import starforge.highlight.Highlighter;
import starforge.highlight.Language;
import starforge.highlight.Ordering;
import starforge.highlight.Piece;

/** Writes the fenced code of one text, in colours where the fence names a language and while there is time. */
final class CodeBlocks implements NodeRenderer {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final HtmlWriter out;
    private final Highlighter highlighter;
    private final long end = System.nanoTime() + PATIENCE.toNanos();

    CodeBlocks(HtmlNodeRendererContext context, Highlighter highlighter) {
        this.out = context.getWriter();
        this.highlighter = highlighter;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        FencedCodeBlock block = (FencedCodeBlock) node;
        String word = Optional.ofNullable(block.getInfo()).orElse("").strip().split("\\s", 2)[0];
        out.line();
        out.tag("pre");
        out.tag("code", word.isEmpty() ? Map.of() : Map.of("class", "language-" + word));
        Optional<Language> language = highlighter.languages().called(word).filter(it -> System.nanoTime() < end);
        List<String> lines = block.getLiteral().lines().toList();
        highlighter.coloured(language, lines).lines().forEach(this::line);
        out.tag("/code");
        out.tag("/pre");
        out.line();
    }

    private void line(List<Piece> pieces) {
        for (Piece piece : Ordering.written(pieces)) {
            if (piece.isHidden()) {
                out.text("[" + piece.text() + "]");
            } else if (piece.look().isEmpty()) {
                out.text(piece.text());
            } else {
                out.tag("span", Map.of("class", piece.look()));
                out.text(piece.text());
                out.tag("/span");
            }
        }
        out.text("\n");
    }
}
