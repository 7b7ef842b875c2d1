package starforge.code;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes a history for git-fast-import: commits, each followed by its files. Contents are UTF-8. */
public final class Past {
    private final StringBuilder out = new StringBuilder();
    private long clock = 1_800_000_000;
    private int mark;

    /** Begins the next commit of a branch, a minute after the last; gives its mark. */
    public int commit(String branch, String author, String message, String... merged) {
        String person = author + " <" + "hidden@mail.example> " + (clock += 60) + " +0000\n";
        out.append("commit refs/heads/").append(branch).append("\nmark :").append(++mark);
        out.append("\nauthor ").append(person).append("committer ").append(person);
        data(message);
        for (String other : merged) {
            out.append("merge refs/heads/").append(other).append('\n');
        }
        return mark;
    }

    public Past commit(String message) {
        commit("main", "Mira Kovač", message);
        return this;
    }

    /** Begins a commit on top of what was pushed to the branch {@code main} before. */
    public Past more(String message) {
        commit(message);
        out.append("from refs/heads/main^0\n");
        return this;
    }

    /** Makes a branch that stands where a commit does. */
    public Past branch(String name, int from) {
        out.append("reset refs/heads/")
                .append(name)
                .append("\nfrom :")
                .append(from)
                .append("\n\n");
        return this;
    }

    public Past tag(String name, String message) {
        out.append("tag ").append(name).append("\nfrom :").append(mark);
        out.append("\ntagger Mira <hidden@mail.example> ").append(clock).append(" +0000\n");
        data(message);
        return this;
    }

    public Past file(String path, String content) {
        return file("100644", path, content);
    }

    public Past executable(String path, String content) {
        return file("100755", path, content);
    }

    public Past link(String path, String target) {
        return file("120000", path, target);
    }

    public Past submodule(String path, String commit) {
        out.append("M 160000 ").append(commit).append(' ').append(quoted(path)).append('\n');
        return this;
    }

    public Past delete(String path) {
        out.append("D ").append(quoted(path)).append('\n');
        return this;
    }

    private Past file(String mode, String path, String content) {
        out.append("M ").append(mode).append(" inline ").append(quoted(path)).append('\n');
        data(content);
        return this;
    }

    private void data(String content) {
        out.append("data ")
                .append(content.getBytes(UTF_8).length)
                .append('\n')
                .append(content)
                .append('\n');
    }

    private static String quoted(String path) {
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
