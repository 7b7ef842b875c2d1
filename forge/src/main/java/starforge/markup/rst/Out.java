package starforge.markup.rst;

/** Collects HTML up to a length. */
final class Out {
    private static final int MOST_LETTERS = 4 * 1024 * 1024;

    private final StringBuilder html = new StringBuilder();

    /** Adds HTML as it is. */
    Out tag(String written) {
        html.append(written);
        if (html.length() > MOST_LETTERS) {
            throw new TooMuch("more than " + MOST_LETTERS + " letters of HTML");
        }
        return this;
    }

    /** Adds text, escaped for a place between elements or within quotes. */
    Out text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.append(c);
            }
        }
        return tag("");
    }

    /** Opens an element with one attribute. */
    Out open(String element, String attribute, String value) {
        return tag("<" + element + " " + attribute + "=\"").text(value).tag("\">");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
