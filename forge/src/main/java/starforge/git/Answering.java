package starforge.git;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * The way to a client that gets answers of protocol v2, which are sent as they were kept or, while JGit makes them, kept for
 * the next. They are those to new shallow or partial clones of branches and tags: they are the same for all readers and cost
 * much more than a whole clone, for which the pack file is the kept answer.
 */
final class Answering extends FilterOutputStream {
    /** Bytes of a request that is worth a look. */
    static final int LONGEST = 1 << 16;

    private final Answers answers;
    private final Repository repository;
    private final long repoId;
    private Optional<Answers.Recording> recording = Optional.empty();
    private Asked asked = Asked.NOTHING;

    Answering(Answers answers, Repository repository, long repoId, OutputStream out) {
        super(out);
        this.answers = answers;
        this.repository = repository;
        this.repoId = repoId;
    }

    /**
     * Takes the next request.
     *
     * @param request whole, with its flush packet
     * @return whether the answer was sent; when not, the caller makes it and writes it to this
     * @throws IOException when the client has gone
     */
    boolean answers(byte[] request) throws IOException {
        asked = request.length > LONGEST ? Asked.NOTHING : Asked.of(request);
        if (!asked.isCostlyClone() || asked.wants().isEmpty()) {
            return false;
        }
        Set<ObjectId> tips = new HashSet<>();
        String state = state(tips);
        if (!tips.containsAll(asked.wants())) {
            return false;
        }
        Answers.Key key = new Answers.Key(repoId, state, HexFormat.of().formatHex(sha256().digest(request)));
        recording = answers.sendOrRecord(key, out, () -> isStill(state));
        return recording.isEmpty();
    }

    /** What the client asks for now, as far as it is known. */
    Asked asked() {
        return asked;
    }

    /** The last answer is whole, and can be kept if it was one of those. */
    void finish() throws IOException {
        flush();
        recording.ifPresent(Answers.Recording::finish);
        recording = Optional.empty();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        out.write(buffer, from, length);
        recording.ifPresent(each -> each.write(buffer, from, length));
    }

    /** Leaves the client's stream open, and drops an answer that was not finished. */
    @Override
    public void close() {
        recording.ifPresent(Answers.Recording::close);
        recording = Optional.empty();
    }

    private boolean isStill(String state) {
        try {
            return state.equals(state(new HashSet<>()));
        } catch (IOException e) {
            return false;
        }
    }

    /** All visible refs in one name, read anew from the disk where that has changed, since other processes push, too. */
    private String state(Set<ObjectId> tips) throws IOException {
        MessageDigest sum = sha256();
        Ref head = repository.exactRef(Constants.HEAD);
        if (head != null) {
            add(sum, head.getTarget());
        }
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            if (!RefRules.hides(ref.getName()) && ref.getObjectId() != null) {
                add(sum, ref);
                tips.add(ref.getObjectId());
            }
        }
        return HexFormat.of().formatHex(sum.digest(), 0, 16);
    }

    private static void add(MessageDigest sum, Ref ref) {
        sum.update(
                (ref.getName() + " " + ObjectId.toString(ref.getObjectId()) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
