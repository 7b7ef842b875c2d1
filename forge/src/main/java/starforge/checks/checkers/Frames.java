package starforge.checks.checkers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How the forge and its second Java talk: a file to check one way, findings the other. All numbers big-endian. */
final class Frames {
    /** Larger files are not checked. */
    static final int MOST_BYTES = 1 << 20;

    static final int MOST_FINDINGS = 200;

    /**
     * A file to check.
     *
     * @param checker its {@link Checker#name}
     * @param contents at most {@link #MOST_BYTES}
     */
    @SuppressWarnings("ArrayRecordComponent") // it is read once and never compared
    record Question(String checker, Language language, String path, byte[] contents) {}

    private Frames() {}

    static void ask(DataOutputStream out, Question question) throws IOException {
        out.writeUTF(question.checker());
        out.writeUTF(question.language().name());
        out.writeUTF(question.path().substring(Math.max(0, question.path().length() - 1000)));
        out.writeInt(question.contents().length);
        out.write(question.contents());
        out.flush();
    }

    static Question read(DataInputStream in) throws IOException {
        String checker = in.readUTF();
        Language language = Language.valueOf(in.readUTF());
        String path = in.readUTF();
        int length = in.readInt();
        return new Question(checker, language, path, in.readNBytes(Math.min(length, MOST_BYTES)));
    }

    static void answer(DataOutputStream out, List<Finding> findings) throws IOException {
        int count = Math.min(findings.size(), MOST_FINDINGS);
        out.writeInt(count);
        for (Finding finding : findings.subList(0, count)) {
            out.writeInt(finding.line());
            out.writeInt(finding.column());
            out.writeUTF(finding.severity().name());
            out.writeUTF(finding.text());
            out.writeUTF(finding.checker());
        }
        out.flush();
    }

    static List<Finding> findings(DataInputStream in) throws IOException {
        int count = Math.min(in.readInt(), MOST_FINDINGS);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            findings.add(new Finding(
                    in.readInt(), in.readInt(), Finding.Severity.valueOf(in.readUTF()), in.readUTF(), in.readUTF()));
        }
        return findings;
    }
}
