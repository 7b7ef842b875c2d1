package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;

/** Writes changes as {@code git diff --binary --full-index} does, so that {@code git apply} takes them (git-diff, "Generating patch text"). */
final class UnifiedDiff {
    /** Larger files are written as binary ones: right, and in little memory. */
    private static final int LARGEST_TEXT = 5 << 20;

    private final Opened repo;
    private final OutputStream out;
    private final LineDiff lineDiff;

    UnifiedDiff(Opened repo, OutputStream out) {
        this.repo = repo;
        this.out = out;
        this.lineDiff = new LineDiff(repo.deadline());
    }

    void write(List<Delta> deltas) throws IOException {
        for (Delta delta : deltas) {
            repo.deadline().check();
            write(delta);
        }
    }

    private void write(Delta delta) throws IOException {
        line("diff --git " + Quoted.name("a/", delta.oldName()) + " " + Quoted.name("b/", delta.newName()));
        modes(delta);
        names(delta);
        if (!delta.hasSameContents()) {
            contents(delta);
        }
    }

    private void modes(Delta delta) throws IOException {
        if (delta.before().isNothing()) {
            line("new file mode " + delta.after().octal());
        } else if (delta.after().isNothing()) {
            line("deleted file mode " + delta.before().octal());
        } else if (delta.before().mode() != delta.after().mode()) {
            line("old mode " + delta.before().octal());
            line("new mode " + delta.after().octal());
        }
    }

    private void names(Delta delta) throws IOException {
        if (delta.change() == FileDiff.Change.RENAMED || delta.change() == FileDiff.Change.COPIED) {
            String verb = delta.change() == FileDiff.Change.RENAMED ? "rename" : "copy";
            line("similarity index " + delta.similarity() + "%");
            line(verb + " from " + Quoted.name("", delta.oldName()));
            line(verb + " to " + Quoted.name("", delta.newName()));
        }
    }

    private void contents(Delta delta) throws IOException {
        boolean sameMode = delta.before().mode() == delta.after().mode();
        line("index " + delta.before().id().name() + ".." + delta.after().id().name()
                + (sameMode ? " " + delta.after().octal() : ""));
        Side old = Side.read(repo, delta.before(), LARGEST_TEXT);
        Side now = Side.read(repo, delta.after(), LARGEST_TEXT);
        if (old.isBinary() || now.isBinary() || old.isTooBig() || now.isTooBig()) {
            line("GIT binary patch");
            literal(delta.after());
            literal(delta.before());
        } else if (old.size() + now.size() > 0) {
            text(delta, old.lines(), now.lines());
        }
    }

    private void literal(Spot spot) throws IOException {
        BinaryPatch.write(repo, spot.isNothing() ? ObjectId.zeroId() : spot.id(), out);
    }

    private void text(Delta delta, Lines old, Lines now) throws IOException {
        line("--- " + (delta.before().isNothing() ? "/dev/null" : label("a/", delta.oldName())));
        line("+++ " + (delta.after().isNothing() ? "/dev/null" : label("b/", delta.newName())));
        int floor = 0;
        for (Region region : Region.of(lineDiff.edits(old, now), old.size(), now.size())) {
            out.write((region.header(old, floor) + "\n").getBytes(UTF_8));
            hunk(region, old, now);
            floor = region.oldEnd();
        }
    }

    /** A tab after a name with a blank says where it ends. */
    private static String label(String prefix, String name) {
        String quoted = Quoted.name(prefix, name);
        return quoted.indexOf(' ') >= 0 && !quoted.startsWith("\"") ? quoted + "\t" : quoted;
    }

    private void hunk(Region region, Lines old, Lines now) throws IOException {
        int at = region.oldStart();
        for (Edit edit : region.edits()) {
            lines(' ', old, at, edit.getBeginA());
            lines('-', old, edit.getBeginA(), edit.getEndA());
            lines('+', now, edit.getBeginB(), edit.getEndB());
            at = edit.getEndA();
        }
        lines(' ', old, at, region.oldEnd());
    }

    private void lines(char sign, Lines lines, int from, int to) throws IOException {
        for (int line = from; line < to; line++) {
            out.write(sign);
            lines.write(line, out);
            if (lines.lacksNewline(line)) {
                line("");
                line("\\ No newline at end of file");
            }
        }
    }

    private void line(String line) throws IOException {
        out.write((line + "\n").getBytes(ISO_8859_1));
    }
}
