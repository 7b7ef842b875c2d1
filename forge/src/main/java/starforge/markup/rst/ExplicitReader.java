package starforge.markup.rst;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What begins with two dots: targets, footnotes, citations, substitutions, directives; all else is a comment. */
final class ExplicitReader {
    private static final Pattern NOTE = Pattern.compile("\\[(#?[\\w.:+-]{0,100}|\\*)](?: +(.*))?");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\|([^|]{1,200})\\| *(.*)");
    private static final Pattern TARGET =
            Pattern.compile("_(?:`([^`]{1,500})`|((?:[^:\\\\]|\\\\.|:(?! |$)){1,500})):(?: +(.*))?");
    private static final Pattern CODE =
            Pattern.compile("(?i)(?:0x|x|\\\\x|u\\+?|\\\\u|&#x)([0-9a-f]{1,6});?|([0-9]{1,7})");

    private final Names names;
    private final Notes notes;
    private final Reader reader;

    ExplicitReader(Names names, Notes notes, Reader reader) {
        this.names = names;
        this.notes = notes;
        this.reader = reader;
    }

    /** Reads lines whose first begins with {@code ..}; what can be seen is added to the blocks. */
    void read(Lines lines, List<Block> out) {
        Lines body = lines.hanging(2);
        String first = body.get(0);
        if (first.startsWith("__:")) {
            names.unnamed(address(body, first.substring(3)));
        } else if (first.startsWith("_")) {
            target(body, out);
        } else if (first.startsWith("[")) {
            note(body, out);
        } else if (first.startsWith("|")) {
            substitution(body);
        } else {
            Directive.of(body).ifPresent(directive -> out.addAll(new DirectiveReader(reader::within).read(directive)));
        }
    }

    /** An address may go on over several lines; white space in it counts for nothing. */
    private static String address(Lines body, String first) {
        String rest = body.part(1, body.size()).text();
        boolean isName = first.strip().startsWith("`");
        return isName
                ? (first + " " + rest).strip()
                : (first + rest).replaceAll("\\s", "").replace("\\", "");
    }

    private void target(Lines body, List<Block> out) {
        Matcher target = TARGET.matcher(body.get(0));
        if (!target.matches()) {
            return;
        }
        String name = target.group(1) == null ? target.group(2).replace("\\", "") : target.group(1);
        String address = address(body, target.group(3) == null ? "" : target.group(3));
        if (address.isEmpty()) {
            String id = names.id(name);
            names.target(name, "#" + id);
            out.add(new Block.Anchor(id));
        } else {
            names.target(name, address);
        }
    }

    private void note(Lines body, List<Block> out) {
        Matcher note = NOTE.matcher(body.get(0));
        if (note.matches()) {
            Notes.Mark mark = notes.add(note.group(1));
            Lines text = body.hanging(note.end(1) + 1).trimmed();
            out.add(new Block.Note(mark.shown(), mark.id(), reader.within(text)));
        }
    }

    private void substitution(Lines body) {
        Matcher form = SUBSTITUTION.matcher(body.get(0));
        if (form.matches()) {
            Lines rest = body.hanging(form.start(2));
            Optional<Directive> directive = Directive.of(rest);
            directive.ifPresent(it -> names.substitution(form.group(1), replacement(it)));
        }
    }

    private static Block replacement(Directive it) {
        return switch (it.name()) {
            case "image" -> new Block.Picture(it.argument().replaceAll("\\s", ""), it.options());
            case "replace" -> new Block.Paragraph(it.text().text().strip());
            case "unicode" -> new Block.Literal(letters(it.argument()), "");
            default -> new Block.Literal("", "");
        };
    }

    /** Code points and texts, with spaces between that count for nothing. */
    private static String letters(String codes) {
        StringBuilder letters = new StringBuilder();
        for (String code : codes.split("( |^)\\.\\. ", 2)[0].trim().split("\\s+")) {
            Matcher form = CODE.matcher(code);
            int point = !form.matches()
                    ? -1
                    : form.group(1) == null ? Integer.parseInt(form.group(2)) : Integer.parseInt(form.group(1), 16);
            letters.append(Character.isValidCodePoint(point) && point > 0 ? Character.toString(point) : code);
        }
        return letters.toString();
    }
}
