package starforge.markup.rst;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes interpreted text by its role, links and pictures. Roles nobody knows are names of things in code: Sphinx has many. */
final class Roles {
    /** A role behind its text. */
    static final Pattern SUFFIX = Pattern.compile(":([A-Za-z0-9][\\w.:+-]{0,60}?):(?![\\w`])");

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("", "cite"),
            Map.entry("title", "cite"),
            Map.entry("title-reference", "cite"),
            Map.entry("t", "cite"),
            Map.entry("emphasis", "em"),
            Map.entry("dfn", "em"),
            Map.entry("term", "em"),
            Map.entry("strong", "strong"),
            Map.entry("guilabel", "strong"),
            Map.entry("menuselection", "strong"),
            Map.entry("sub", "sub"),
            Map.entry("subscript", "sub"),
            Map.entry("sup", "sup"),
            Map.entry("superscript", "sup"),
            Map.entry("kbd", "kbd"),
            Map.entry("abbr", "abbr"),
            Map.entry("samp", "samp"));

    private final Names names;
    private final Out out;

    Roles(Names names, Out out) {
        this.names = names;
        this.out = out;
    }

    void write(String role, String text) {
        int open = text.endsWith(">") ? text.lastIndexOf('<') : -1;
        String shown = open > 0 ? text.substring(0, open).strip() : text;
        String meant = open >= 0 ? text.substring(open + 1, text.length() - 1) : text;
        switch (role) {
            case "ref", "numref" -> link(names.address(meant), shown);
            case "doc" -> link(Optional.of(meant.endsWith(".rst") ? meant : meant + ".rst"), shown);
            case "download" -> link(Optional.of(meant), shown);
            case "pep", "pep-reference" -> number(meant, "PEP ", "https://peps.python.org/pep-%04d/");
            case "rfc", "rfc-reference" -> number(meant, "RFC ", "https://www.rfc-editor.org/rfc/rfc%d");
            default -> element(ELEMENTS.getOrDefault(role, "code"), ELEMENTS.containsKey(role) ? text : shown);
        }
    }

    private void element(String element, String text) {
        boolean isPath = element.equals("code") && text.startsWith("~");
        String shown = isPath ? text.substring(Math.max(1, text.lastIndexOf('.') + 1)) : text;
        out.tag("<" + element + ">").text(shown).tag("</" + element + ">");
    }

    private void number(String text, String word, String address) {
        boolean isNumber = text.matches("[0-9]{1,6}");
        link(isNumber ? Optional.of(address.formatted(Integer.parseInt(text))) : Optional.empty(), word + text);
    }

    /** A link, or its text alone when it leads nowhere. */
    void link(Optional<String> address, String shown) {
        address.ifPresent(to -> out.open("a", "href", to));
        out.text(shown);
        address.ifPresent(to -> out.tag("</a>"));
    }

    void picture(Block.Picture picture) {
        Optional<String> target = Optional.ofNullable(picture.options().get("target"))
                .flatMap(to -> to.endsWith("_") && !to.contains("://")
                        ? names.address(to.substring(0, to.length() - 1).replace("`", ""))
                        : Optional.of(to));
        target.ifPresent(to -> out.open("a", "href", to));
        out.tag("<img src=\"").text(picture.address()).tag("\" alt=\"");
        out.text(picture.options().getOrDefault("alt", name(picture.address()))).tag("\"");
        size(picture, "width");
        size(picture, "height");
        out.tag(">");
        target.ifPresent(to -> out.tag("</a>"));
    }

    /** The last part of an address: what an image is called that nobody has described. */
    private static String name(String address) {
        String path = address.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void size(Block.Picture picture, String side) {
        String size = picture.options().getOrDefault(side, "").replaceFirst("px$", "");
        if (size.matches("[0-9]{1,4}%?")) {
            out.tag(" " + side + "=\"" + size + "\"");
        }
    }
}
