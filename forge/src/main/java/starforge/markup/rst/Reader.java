package starforge.markup.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes lines apart into blocks; the order of the questions is that of docutils' {@code states.Body}. */
final class Reader {
    private static final int DEEPEST = 24;

    private final Names names;
    private final Notes notes;
    private final int depth;
    private final Lines lines;
    private final List<Block> found = new ArrayList<>();
    private int at;

    Reader(Names names, Notes notes, Lines lines) {
        this(names, notes, lines, 0);
    }

    private Reader(Names names, Notes notes, Lines lines, int depth) {
        this.names = names;
        this.notes = notes;
        this.lines = lines;
        this.depth = depth;
    }

    /** The blocks within a block; beyond a depth that nobody could read it is text as it stands. */
    List<Block> within(Lines inner) {
        if (depth == DEEPEST) {
            return inner.isBlank() ? List.of() : List.of(new Block.Literal(inner.text(), ""));
        }
        return new Reader(names, notes, inner, depth + 1).read();
    }

    List<Block> read() {
        while (at < lines.size()) {
            if (lines.blank(at)) {
                at++;
            } else if (lines.indented(at)) {
                quote();
            } else if (!(list() || literal() || table() || explicit() || title())) {
                text();
            }
        }
        return found;
    }

    private void quote() {
        int end = lines.endOfIndented(at, 1);
        found.add(new Block.Quote(within(lines.part(at, end).dedented())));
        at = end;
    }

    private boolean list() {
        ListReader list = new ListReader(lines, at, this::within);
        Optional<Block> block = list.read();
        block.ifPresent(found::add);
        at = list.end();
        return block.isPresent();
    }

    /** A session of Python, or lines that stay apart. */
    private boolean literal() {
        String line = lines.get(at);
        boolean isSession = line.startsWith(">>> ");
        if (!isSession && !line.equals("|") && !line.startsWith("| ")) {
            return false;
        }
        int end = lines.endOfFilled(at);
        Lines part = lines.part(at, end);
        found.add(isSession ? new Block.Literal(part.text(), "python") : new Block.Verse(verse(part)));
        at = end;
        return true;
    }

    private static List<String> verse(Lines part) {
        List<String> verse = new ArrayList<>();
        for (String line : part.all()) {
            boolean isNew = line.startsWith("|");
            String text = isNew ? line.substring(Math.min(2, line.length())) : line.strip();
            if (isNew || verse.isEmpty()) {
                verse.add("\u00a0".repeat(Lines.indent(text)) + text.strip());
            } else {
                verse.set(verse.size() - 1, verse.get(verse.size() - 1) + " " + text);
            }
        }
        return verse;
    }

    private boolean table() {
        String line = lines.get(at);
        if (GridTableReader.begins(line)) {
            int end = lines.endOfFilled(at);
            found.add(new GridTableReader(lines.part(at, end), this::within).read());
            at = end;
            return true;
        }
        if (SimpleTableReader.begins(line)) {
            int end = SimpleTableReader.end(lines, at);
            found.add(new SimpleTableReader(lines.part(at, end), this::within).read());
            at = end;
            return true;
        }
        return false;
    }

    private boolean explicit() {
        String line = lines.get(at);
        if (line.startsWith("__ ")) {
            names.unnamed(line.substring(3).strip());
            at++;
            return true;
        }
        if (!line.equals("..") && !line.startsWith(".. ")) {
            return false;
        }
        boolean isEmpty = line.equals("..") && lines.blank(at + 1);
        int end = isEmpty ? at + 1 : Math.max(at + 1, lines.endOfIndented(at + 1, 1));
        new ExplicitReader(names, notes, this).read(lines.part(at, end), found);
        at = end;
        return true;
    }

    private boolean title() {
        String line = lines.get(at);
        String next = lines.get(at + 1);
        if (!Adornment.is(line)) {
            boolean isTitle = Adornment.is(next) && Adornment.fits(next, line);
            return isTitle && title(next.substring(0, 1), line, 2);
        }
        if (!next.isEmpty() && lines.get(at + 2).equals(line) && Adornment.fits(line, next.strip())) {
            return title(line.charAt(0) + "over", next.strip(), 3);
        }
        if (line.length() >= Adornment.SHORTEST && next.isEmpty()) {
            found.add(new Block.Rule());
            at++;
            return true;
        }
        return false;
    }

    private boolean title(String style, String text, int length) {
        found.add(names.title(style, text));
        at += length;
        return true;
    }

    /** A paragraph, or a term with what it means; {@code ::} at its end says that text as it stands follows. */
    private void text() {
        int end = at + 1;
        while (!lines.blank(end) && !lines.indented(end)) {
            end++;
        }
        String text = lines.part(at, end).text();
        if (end == at + 1 && lines.indented(end) && !text.endsWith("::")) {
            definition(text, end);
            return;
        }
        at = end;
        if (!text.endsWith("::")) {
            found.add(new Block.Paragraph(text));
            return;
        }
        String before = text.substring(0, text.length() - 2);
        if (!before.isBlank()) {
            boolean isApart = before.endsWith(" ") || before.endsWith("\n");
            found.add(new Block.Paragraph(isApart ? before.strip() : before + ":"));
        }
        literalBlock();
    }

    private void definition(String term, int from) {
        int end = lines.endOfIndented(from, 1);
        Block.Term meant = new Block.Term(term, within(lines.part(from, end).dedented()));
        Block last = found.isEmpty() ? new Block.Rule() : found.get(found.size() - 1);
        if (last instanceof Block.Terms terms && terms.kind() == Block.Terms.Kind.DEFINITION) {
            terms.terms().add(meant);
        } else {
            found.add(new Block.Terms(Block.Terms.Kind.DEFINITION, new ArrayList<>(List.of(meant))));
        }
        at = end;
    }

    /** An indented block, or lines that all begin with the same sign, as mails quote. */
    private void literalBlock() {
        int from = lines.filled(at);
        int end = lines.endOfIndented(from, 1);
        if (end == from
                && from < lines.size()
                && Adornment.isSign(lines.get(from).charAt(0))) {
            String sign = lines.get(from).substring(0, 1);
            while (lines.get(end).startsWith(sign)) {
                end++;
            }
        }
        if (end > from) {
            found.add(new Block.Literal(lines.part(from, end).dedented().text(), ""));
            at = end;
        }
    }
}
