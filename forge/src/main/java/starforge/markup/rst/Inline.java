package starforge.markup.rst;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes one text with its inline markup, where {@link Recognition} finds any; nothing nests. */
final class Inline {
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:https?://|mailto:)[^\\s<>\"'`(){}\\[\\]\\x00]{1,2000}(?<![.,:;!?*_])"
                    + "|\\b[A-Za-z0-9][\\w.+-]{0,60}@[A-Za-z0-9][A-Za-z0-9-]{0,60}(?:\\.[A-Za-z0-9-]{1,60}){1,6}\\b");
    private static final int MOST_NESTED = 3;

    private final Names names;
    private final Notes notes;
    private final Out out;
    private final Roles roles;
    private final int depth;
    private final String text;
    private final Recognition marks;

    private int done;

    private Inline(Names names, Notes notes, Out out, int depth, String written) {
        this.names = names;
        this.notes = notes;
        this.out = out;
        this.roles = new Roles(names, out);
        this.depth = depth;
        this.text = Recognition.escaped(written);
        this.marks = new Recognition(text);
    }

    static void write(Names names, Notes notes, Out out, String written) {
        new Inline(names, notes, out, 0, written).write();
    }

    /** Without escapes; an escaped space was only there to end a word. */
    private static String plain(String text) {
        return text.indexOf('\0') < 0
                ? text
                : text.replace("\0 ", "").replace("\0\n", "").replace("\0", "");
    }

    private void write() {
        for (int at = 0; at < text.length(); ) {
            int next = text.charAt(at) == '\0' ? at + 2 : marked(at);
            at = Math.max(next, at + 1);
        }
        flush(text.length());
    }

    /** What is not marked, with its addresses as links. */
    private void flush(int to) {
        String part = text.substring(Math.min(done, to), to);
        int from = 0;
        for (Matcher address = ADDRESS.matcher(part); address.find(); from = address.end()) {
            String found = plain(address.group());
            boolean isMail = !found.startsWith("http") && !found.startsWith("mailto:");
            out.text(plain(part.substring(from, address.start())));
            out.open("a", "href", isMail ? "mailto:" + found : found)
                    .text(found)
                    .tag("</a>");
        }
        out.text(plain(part.substring(from)));
        done = to;
    }

    /** Writes what is marked here and gives its end; 0 when nothing is. */
    private int marked(int at) {
        return switch (text.charAt(at)) {
            case '*' -> text.startsWith("**", at) ? span(at, "**", "strong") : span(at, "*", "em");
            case '`' -> text.startsWith("``", at) ? literal(at) : phrase(at, at, "");
            case ':' -> role(at);
            case '|' -> substitution(at);
            case '[' -> note(at);
            case '_' -> text.startsWith("_`", at) ? target(at) : reference(at);
            default -> 0;
        };
    }

    private int span(int at, String mark, String element) {
        int from = at + mark.length();
        int end = marks.begins(at, from) ? marks.end(mark, from + 1, false) : -1;
        if (end < 0) {
            return from;
        }
        flush(at);
        out.tag("<" + element + ">").text(plain(text.substring(from, end))).tag("</" + element + ">");
        return finished(end + mark.length());
    }

    private int literal(int at) {
        int end = marks.begins(at, at + 2) ? marks.end("``", at + 3, true) : -1;
        if (end < 0) {
            return at + 2;
        }
        flush(at);
        out.tag("<code>").text(text.substring(at + 2, end).replace('\0', '\\')).tag("</code>");
        return finished(end + 2);
    }

    private int finished(int end) {
        done = end;
        return end;
    }

    /** A role in front: {@code :name:`text`}. */
    private int role(int at) {
        int open = marks.near(":`", at);
        boolean isRole =
                open > at + 1 && Names.isSimple(text.substring(at + 1, open).replace(":", "."));
        return isRole && marks.begins(at, at + 1) ? phrase(at, open + 1, text.substring(at + 1, open)) : 0;
    }

    private int phrase(int at, int open, String role) {
        int end = marks.begins(role.isEmpty() ? open : at, open + 1) ? marks.end("`", open + 2, false) : -1;
        if (end < 0) {
            return 0;
        }
        String inner = text.substring(open + 1, end);
        int close = end + 1;
        flush(at);
        if (text.startsWith("_", close)) {
            int underscores = text.startsWith("__", close) ? 2 : 1;
            link(inner, underscores == 2);
            return finished(close + underscores);
        }
        Matcher after =
                Roles.SUFFIX.matcher(text).region(close, Math.min(text.length(), close + Recognition.LONGEST_NAME));
        boolean hasRole = role.isEmpty() && after.lookingAt();
        roles.write(hasRole ? after.group(1) : role, plain(inner));
        return finished(hasRole ? after.end() : close);
    }

    /** A reference of several words, with its address in it or elsewhere. */
    private void link(String inner, boolean unnamed) {
        int open = inner.endsWith(">") ? inner.lastIndexOf('<') : -1;
        boolean hasAddress = open == 0 || (open > 0 && Character.isWhitespace(inner.charAt(open - 1)));
        String shown = plain(hasAddress ? inner.substring(0, open).strip() : inner);
        Optional<String> address;
        if (hasAddress) {
            String written = inner.substring(open + 1, inner.length() - 1);
            boolean isName = written.endsWith("_") && !written.endsWith("\0_");
            String plain = plain(written).replaceAll("\\s", "");
            address = isName ? names.address(written.substring(0, written.length() - 1)) : Optional.of(plain);
            if (!unnamed && !isName && !shown.isEmpty()) {
                names.target(shown, plain.endsWith("_") ? plain.replaceAll("_$", "%5F") : plain);
            }
            shown = shown.isEmpty() ? plain : shown;
        } else {
            address = unnamed ? names.nextUnnamed() : names.address(shown);
        }
        roles.link(address, shown);
    }

    /** A reference of one word, {@code name_} or {@code name__}; where it leads nowhere it is text. */
    private int reference(int at) {
        boolean unnamed = text.startsWith("__", at);
        int end = at + (unnamed ? 2 : 1);
        int from = at;
        while (marks.isEnd(end)
                && from > done
                && from > at - Recognition.LONGEST_NAME
                && Names.isPart(text, from - 1)) {
            from--;
        }
        String name = text.substring(from, at);
        if (!Names.isSimple(name) || !marks.isStart(from)) {
            return end;
        }
        Optional<String> address = unnamed ? names.nextUnnamed() : names.address(name);
        if (address.isEmpty()) {
            return end;
        }
        flush(from);
        roles.link(address, name);
        return finished(end);
    }

    private int target(int at) {
        int end = marks.begins(at, at + 2) ? marks.end("`", at + 3, false) : -1;
        if (end < 0) {
            return 0;
        }
        flush(at);
        String name = plain(text.substring(at + 2, end));
        String id = names.id(name);
        names.target(name, "#" + id);
        out.open("span", "id", id).text(name).tag("</span>");
        return finished(end + 1);
    }

    private int note(int at) {
        int end = marks.near("]_", at);
        if (end < 0 || !marks.isStart(at) || !marks.isEnd(end + 2)) {
            return 0;
        }
        Optional<Notes.Mark> mark = notes.find(text.substring(at + 1, end));
        if (mark.isEmpty()) {
            return 0;
        }
        flush(at);
        out.tag("<sup>")
                .open("a", "href", "#" + mark.get().id())
                .text(mark.get().shown())
                .tag("</a></sup>");
        return finished(end + 2);
    }

    private int substitution(int at) {
        int end = marks.begins(at, at + 1) ? marks.near("|", at + 2) : -1;
        boolean endsWord =
                end > 0 && !Character.isWhitespace(text.charAt(end - 1)) && marks.isEnd(marks.behind("|", end + 1));
        if (!endsWord || depth == MOST_NESTED) {
            return 0;
        }
        Optional<Block> block = names.replacement(text.substring(at + 1, end));
        if (block.isEmpty()) {
            return 0;
        }
        int underscores = text.startsWith("|__", end) ? 2 : text.startsWith("|_", end) ? 1 : 0;
        Optional<String> address = underscores == 2
                ? names.nextUnnamed()
                : underscores == 1 ? names.address(text.substring(at + 1, end)) : Optional.empty();
        flush(at);
        address.ifPresent(to -> out.open("a", "href", to));
        replace(block.get());
        address.ifPresent(to -> out.tag("</a>"));
        return finished(end + 1 + underscores);
    }

    private void replace(Block block) {
        if (block instanceof Block.Picture picture) {
            roles.picture(picture);
        } else if (block instanceof Block.Paragraph paragraph) {
            new Inline(names, notes, out, depth + 1, paragraph.text()).write();
        } else if (block instanceof Block.Literal literal) {
            out.text(literal.text());
        }
    }
}
