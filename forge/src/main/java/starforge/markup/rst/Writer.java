package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;

/** Writes blocks as HTML. */
final class Writer {
    private static final int LOWEST_TITLE = 6;

    private final Names names;
    private final Notes notes;
    private final Out out = new Out();
    private boolean hasContents;

    Writer(Names names, Notes notes) {
        this.names = names;
        this.notes = notes;
    }

    String html(List<Block> blocks) {
        write(blocks);
        return out.toString();
    }

    private void write(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Picture first) {
                i = pictures(first, blocks, i);
            } else {
                write(blocks.get(i));
            }
        }
    }

    /** Pictures that follow each other stand in one line, as badges do. */
    private int pictures(Block.Picture first, List<Block> blocks, int from) {
        boolean isCentred = first.options().getOrDefault("align", "").equals("center");
        out.tag(isCentred ? "<p align=\"center\">" : "<p>");
        int at = from;
        for (; at < blocks.size() && blocks.get(at) instanceof Block.Picture picture; at++) {
            out.tag(at > from ? "\n" : "");
            new Roles(names, out).picture(picture);
        }
        out.tag("</p>\n");
        return at - 1;
    }

    private void write(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            inline("p", paragraph.text());
        } else if (block instanceof Block.Title title) {
            String element = "h" + Math.min(LOWEST_TITLE, title.level());
            out.open(element, "id", title.id());
            inline(title.text());
            out.tag("</" + element + ">\n");
        } else if (block instanceof Block.Literal literal) {
            literal(literal);
        } else if (block instanceof Block.Quote quote) {
            around("blockquote", quote.blocks());
        } else if (block instanceof Block.Box box) {
            out.tag("<blockquote>\n<p><strong>");
            inline(box.title());
            out.tag("</strong></p>\n");
            write(box.blocks());
            out.tag("</blockquote>\n");
        } else if (block instanceof Block.Anchor anchor) {
            out.open("span", "id", anchor.id()).tag("</span>");
        } else if (block instanceof Block.Rule) {
            out.tag("<hr>\n");
        } else {
            list(block);
        }
    }

    private void list(Block block) {
        if (block instanceof Block.Bullets bullets) {
            out.tag("<ul>\n");
            bullets.items().forEach(this::item);
            out.tag("</ul>\n");
        } else if (block instanceof Block.Numbers numbers) {
            out.tag(numbers.first() == 1 ? "<ol>\n" : "<ol start=\"" + numbers.first() + "\">\n");
            numbers.items().forEach(this::item);
            out.tag("</ol>\n");
        } else if (block instanceof Block.Terms terms) {
            terms(terms);
        } else if (block instanceof Block.Verse verse) {
            inline("p", String.join("\n\0", verse.lines()));
        } else if (block instanceof Block.Grid table) {
            table(table);
        } else if (block instanceof Block.Note note) {
            note(note);
        } else if (block instanceof Block.Contents) {
            contents();
        }
    }

    private void inline(String element, String text) {
        out.tag("<" + element + ">");
        inline(text);
        out.tag("</" + element + ">\n");
    }

    private void inline(String text) {
        String[] lines = text.split("\n\0", -1);
        for (int i = 0; i < lines.length; i++) {
            out.tag(i > 0 ? "<br>\n" : "");
            Inline.write(names, notes, out, lines[i]);
        }
    }

    private void literal(Block.Literal literal) {
        boolean hasLanguage = literal.language().matches("[A-Za-z0-9_+#.-]{1,40}");
        out.tag(hasLanguage ? "<pre><code class=\"language-" + literal.language() + "\">" : "<pre><code>");
        out.text(literal.text()).tag("\n</code></pre>\n");
    }

    private void around(String element, List<Block> blocks) {
        out.tag("<" + element + ">\n");
        write(blocks);
        out.tag("</" + element + ">\n");
    }

    private void item(List<Block> blocks) {
        out.tag("<li>");
        close(blocks);
        out.tag("</li>\n");
    }

    /** One paragraph, perhaps with lists below, stands without space around it. */
    private void close(List<Block> blocks) {
        boolean isShort = !blocks.isEmpty()
                && blocks.get(0) instanceof Block.Paragraph
                && blocks.stream()
                        .skip(1)
                        .allMatch(block -> block instanceof Block.Bullets || block instanceof Block.Numbers);
        if (isShort && blocks.get(0) instanceof Block.Paragraph first) {
            inline(first.text());
            write(blocks.subList(1, blocks.size()));
        } else {
            write(blocks);
        }
    }

    private void terms(Block.Terms terms) {
        out.tag("<dl>\n");
        for (Block.Term term : terms.terms()) {
            out.tag(terms.kind() == Block.Terms.Kind.OPTION ? "<dt><code>" : "<dt>");
            if (terms.kind() == Block.Terms.Kind.OPTION) {
                out.text(term.text()).tag("</code>");
            } else {
                inline(term.text());
            }
            out.tag("</dt>\n<dd>");
            close(term.blocks());
            out.tag("</dd>\n");
        }
        out.tag("</dl>\n");
    }

    private void table(Block.Grid table) {
        out.tag("<table>\n");
        if (!table.title().isEmpty()) {
            inline("caption", table.title());
        }
        rows("thead", "th", table.head());
        rows("tbody", "td", table.body());
        out.tag("</table>\n");
    }

    private void rows(String element, String cell, List<Block.Row> rows) {
        if (!rows.isEmpty()) {
            out.tag("<" + element + ">\n");
            rows.forEach(row -> row(cell, row));
            out.tag("</" + element + ">\n");
        }
    }

    private void row(String element, Block.Row row) {
        out.tag("<tr>\n");
        for (Block.Cell cell : row.cells()) {
            String across = cell.across() > 1 ? " colspan=\"" + cell.across() + "\"" : "";
            String down = cell.down() > 1 ? " rowspan=\"" + cell.down() + "\"" : "";
            out.tag("<" + element + across + down + ">");
            close(cell.blocks());
            out.tag("</" + element + ">\n");
        }
        out.tag("</tr>\n");
    }

    private void note(Block.Note note) {
        out.open("div", "id", note.id());
        List<Block> rest = note.blocks();
        out.tag("<p>[").text(note.label()).tag("] ");
        if (!rest.isEmpty() && rest.get(0) instanceof Block.Paragraph first) {
            inline(first.text());
            rest = rest.subList(1, rest.size());
        }
        out.tag("</p>\n");
        write(rest);
        out.tag("</div>\n");
    }

    /** All sections below the text's own title, once. */
    private void contents() {
        List<Block.Title> titles = new ArrayList<>(names.titles());
        boolean hasOwn = titles.stream().filter(title -> title.level() == 1).count() == 1;
        titles.removeIf(title -> hasContents || (hasOwn && title.level() == 1));
        hasContents = true;
        int open = 0;
        for (Block.Title title : titles) {
            int level = Math.min(LOWEST_TITLE, title.level() - (hasOwn ? 1 : 0));
            for (; open > level; open--) {
                out.tag("</li></ul>\n");
            }
            out.tag(open == level ? "</li>\n" : "");
            for (; open < level; open++) {
                out.tag("<ul>\n" + (open + 1 < level ? "<li>" : ""));
            }
            out.tag("<li>")
                    .open("a", "href", "#" + title.id())
                    .text(title.text().replaceAll("[`*\\\\]", ""))
                    .tag("</a>");
        }
        for (; open > 0; open--) {
            out.tag("</li></ul>\n");
        }
    }
}
