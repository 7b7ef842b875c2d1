package starforge.highlight;

/**
 * A language that files are written in.
 *
 * @param name as people call it
 * @param style of RSyntaxTextArea's token maker, such as "text/java"; "" when there is none and the file stays plain
 */
public record Language(String name, Kind kind, String style) {
    /** What its files are in a repository. */
    public enum Kind {
        /** Programs; a name before a bracket is a call. */
        CODE,
        /** Written by hand, as CODE, but brackets say nothing. */
        TEXT,
        /** Data and prose, which are not counted among the languages of a repository. */
        DATA
    }

    public boolean isCounted() {
        return kind != Kind.DATA;
    }

    boolean hasColours() {
        return !style.isEmpty();
    }
}
