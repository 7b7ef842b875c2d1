package starforge.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes a history for git-fast-import(1), byte by byte, so that names and texts can be no text at all. */
final class Chronicle {
    private static final String MAIN = "main";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long clock = 1_780_000_000;
    private int mark;

    /** Begins the next commit of the main branch, an hour after the last; gives its mark. */
    int commit(String author, String mail, String message) {
        return commit(MAIN, author, mail, clock += 3600, message.getBytes(UTF_8));
    }

    int commit(String branch, String author, String mail, long seconds, byte[] message) {
        line("commit refs/heads/" + branch).line("mark :" + ++mark);
        for (String role : new String[] {"author ", "committer "}) {
            line(role + author + " <" + mail + "> " + seconds + " +0000");
        }
        return data(message).mark;
    }

    /** Takes a second parent into the commit that has just begun. */
    Chronicle merging(String branch) {
        return line("merge refs/heads/" + branch);
    }

    Chronicle branch(String name, int from) {
        return line("reset refs/heads/" + name).line("from :" + from).line("");
    }

    Chronicle tag(String name, String tagger, String message) {
        line("tag " + name).line("from :" + mark);
        return line("tagger " + tagger + " <tagger@mail.example> " + clock + " +0000")
                .data(message.getBytes(UTF_8));
    }

    Chronicle file(String path, String content) {
        return file(path.getBytes(UTF_8), content.getBytes(UTF_8));
    }

    Chronicle file(byte[] path, byte[] content) {
        return entry("100644 inline ", path).data(content);
    }

    Chronicle executable(String path, String content) {
        return entry("100755 inline ", path.getBytes(UTF_8)).data(content.getBytes(UTF_8));
    }

    Chronicle link(String path, String target) {
        return entry("120000 inline ", path.getBytes(UTF_8)).data(target.getBytes(UTF_8));
    }

    Chronicle submodule(String path, String commit) {
        return entry("160000 " + commit + " ", path.getBytes(UTF_8));
    }

    Chronicle delete(String path) {
        return line("D \"" + path + '"');
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The path stands in quotes, and each byte that is not plain in octal. */
    private Chronicle entry(String what, byte[] path) {
        StringBuilder quoted = new StringBuilder("M ").append(what).append('"');
        for (byte each : path) {
            boolean isPlain = each > ' ' && each != '"' && each != '\\';
            quoted.append(isPlain ? String.valueOf((char) each) : String.format("\\%03o", each & 0xff));
        }
        return line(quoted.append('"').toString());
    }

    private Chronicle data(byte[] content) {
        line("data " + content.length);
        out.writeBytes(content);
        return line("");
    }

    private Chronicle line(String text) {
        out.writeBytes((text + "\n").getBytes(UTF_8));
        return this;
    }
}
