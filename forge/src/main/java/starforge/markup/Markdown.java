package starforge.markup;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import starforge.highlight.Highlighter;

/**
 * Markdown as CommonMark 0.31 with GitHub's tables, strikethrough, task lists, bare links, footnotes and alerts; code in
 * colours. HTML in it is kept as far as the {@link SafeList} goes.
 */
final class Markdown {
    private static final int MOST_OPEN_BLOCKS = 40;
    private static final int MOST_NESTED = 40;
    private static final int MOST_LETTERS_OUT = 4 * 1024 * 1024;

    private final Parser parser;
    private final HtmlRenderer renderer;

    Markdown() {
        Highlighter highlighter = new Highlighter();
        List<Extension> extensions = List.of(
                TablesExtension.create(),
                StrikethroughExtension.create(),
                TaskListItemsExtension.create(),
                AutolinkExtension.create(),
                HeadingAnchorExtension.create(),
                FootnotesExtension.create());
        this.parser = Parser.builder()
                .maxOpenBlockParsers(MOST_OPEN_BLOCKS)
                .maxInlineNesting(MOST_NESTED)
                .inlineParserFactory(BoundedInlines::new)
                .extensions(extensions)
                .build();
        this.renderer = HtmlRenderer.builder()
                .extensions(extensions)
                .nodeRendererFactory(context -> new CodeBlocks(context, highlighter))
                .nodeRendererFactory(Alerts::new)
                .build();
    }

    /** Renders a text; {@link TooMuch} when it nests or grows beyond the bounds. */
    Html render(String text, Links links) {
        return SafeList.clean(unsafe(text), links);
    }

    private String unsafe(String text) {
        TableSize.check(text);
        BoundedText out = new BoundedText(MOST_LETTERS_OUT);
        renderer.render(parser.parse(text), out);
        return out.toString();
    }
}
