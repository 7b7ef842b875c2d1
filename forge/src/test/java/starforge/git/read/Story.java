package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes a history in the language of git-fast-import: commits with marks, each followed by its files. */
final class Story {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long clock = 1_700_000_000;
    private int mark;

    /** Begins a commit on top of a branch, its files to follow; gives its mark. */
    int commit(String branch, String message, int... merged) {
        return commit(branch, "Ann Author <ann@example.org> " + (clock += 60) + " +0100", message, merged);
    }

    /** Begins a commit with a raw author line, who also commits. */
    int commit(String branch, String author, String message, int... merged) {
        line("commit refs/heads/" + branch);
        line("mark :" + ++mark);
        line("author " + author);
        line("committer " + author);
        data(message.getBytes(UTF_8));
        for (int parent : merged) {
            line("merge :" + parent);
        }
        return mark;
    }

    Story file(String path, String content) {
        return file("100644", path, content.getBytes(UTF_8));
    }

    Story file(String mode, String path, byte[] content) {
        line("M " + mode + " inline " + path);
        data(content);
        return this;
    }

    Story submodule(String path, String commit) {
        line("M 160000 " + commit + " " + path);
        return this;
    }

    Story delete(String path) {
        line("D " + path);
        return this;
    }

    Story rename(String from, String to) {
        line("R " + from + " " + to);
        return this;
    }

    /** Starts or moves a branch. */
    Story branch(String name, int from) {
        line("reset refs/heads/" + name);
        line("from :" + from);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void data(byte[] bytes) {
        line("data " + bytes.length);
        out.writeBytes(bytes);
        line("");
    }

    private void line(String line) {
        out.writeBytes((line + "\n").getBytes(UTF_8));
    }
}
