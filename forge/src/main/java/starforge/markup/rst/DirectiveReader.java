package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What directives become. Nothing is read from elsewhere and no HTML is taken over: {@code include}, {@code raw} and all
 * that are unknown are shown as they are written.
 */
final class DirectiveReader {
    private static final Set<String> BOXES = Set.of(
            "attention",
            "caution",
            "danger",
            "error",
            "hint",
            "important",
            "note",
            "tip",
            "warning",
            "seealso",
            "todo");
    private static final Map<String, String> VERSIONS =
            Map.of("versionadded", "New in", "versionchanged", "Changed in", "deprecated", "Deprecated since");
    private static final Set<String> CODE =
            Set.of("code", "code-block", "sourcecode", "parsed-literal", "math", "prompt");
    private static final Set<String> QUOTES = Set.of("epigraph", "highlights", "pull-quote");
    private static final Set<String> FRAMES =
            Set.of("class", "rst-class", "compound", "container", "only", "centered", "rubric", "line-block");
    private static final Set<String> SILENT = Set.of(
            "meta",
            "role",
            "default-role",
            "highlight",
            "sectnum",
            "section-numbering",
            "title",
            "header",
            "footer",
            "target-notes",
            "index",
            "currentmodule",
            "module",
            "tabularcolumns",
            "restructuredtext-test-directive");

    private final Function<Lines, List<Block>> within;

    DirectiveReader(Function<Lines, List<Block>> within) {
        this.within = within;
    }

    List<Block> read(Directive it) {
        String name = it.name();
        if (name.equals("image") || name.equals("figure")) {
            return picture(it);
        } else if (BOXES.contains(name)) {
            String title =
                    name.equals("seealso") ? "See also" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return List.of(new Block.Box(title, within.apply(it.text())));
        } else if (name.equals("admonition") || name.equals("topic") || name.equals("sidebar")) {
            return List.of(new Block.Box(it.argument(), within.apply(it.content())));
        } else if (VERSIONS.containsKey(name)) {
            return List.of(new Block.Box(VERSIONS.get(name) + " " + it.argument(), within.apply(it.content())));
        } else if (CODE.contains(name)) {
            return code(it);
        } else if (QUOTES.contains(name)) {
            return List.of(new Block.Quote(within.apply(it.text())));
        } else if (FRAMES.contains(name)) {
            return framed(it);
        }
        return other(it);
    }

    private List<Block> other(Directive it) {
        return switch (it.name()) {
            case "contents" -> List.of(new Block.Contents());
            case "toctree" -> tree(it);
            case "table" -> titled(it.argument(), within.apply(it.content()));
            case "list-table" -> new ListTableReader(it).read(within.apply(it.content()));
            case "csv-table" -> new CsvTableReader(it, within).read();
            default -> SILENT.contains(it.name()) ? List.of() : List.of(new Block.Literal(it.source(), ""));
        };
    }

    private List<Block> picture(Directive it) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Picture(it.argument().replaceAll("\\s", ""), it.options()));
        blocks.addAll(it.name().equals("figure") ? within.apply(it.content()) : List.of());
        return blocks;
    }

    private static List<Block> code(Directive it) {
        boolean hasLanguage = it.name().matches("code|code-block|sourcecode")
                && !it.argument().contains("\n");
        String language = hasLanguage ? it.argument() : it.name().equals("prompt") ? "console" : "";
        Lines text = hasLanguage || it.name().equals("prompt") ? it.content() : it.text();
        return List.of(new Block.Literal(text.text(), language));
    }

    private List<Block> framed(Directive it) {
        return switch (it.name()) {
            case "rubric", "centered" -> List.of(new Block.Box(it.argument(), within.apply(it.content())));
            case "line-block" -> List.of(new Block.Verse(it.content().all()));
            default -> within.apply(it.content());
        };
    }

    /** The pages of a Sphinx manual, each as a link to its file. */
    private List<Block> tree(Directive it) {
        List<List<Block>> items = new ArrayList<>();
        for (String line : it.content().all()) {
            int open = line.endsWith(">") ? line.lastIndexOf('<') : -1;
            String path = open > 0 ? line.substring(open + 1, line.length() - 1) : line.strip();
            if (!path.isEmpty() && !path.equals("self") && path.indexOf('*') < 0 && line.indexOf('`') < 0) {
                String address = path.contains("://") || path.endsWith(".rst") ? path : path + ".rst";
                String title = open > 0 ? line.substring(0, open).strip() : path;
                items.add(List.of(new Block.Paragraph("`" + title + " <" + address + ">`__")));
            }
        }
        return items.isEmpty() || it.options().containsKey("hidden") ? List.of() : List.of(new Block.Bullets(items));
    }

    private static List<Block> titled(String title, List<Block> blocks) {
        return blocks.stream()
                .map(block ->
                        block instanceof Block.Grid table ? new Block.Grid(title, table.head(), table.body()) : block)
                .toList();
    }
}
