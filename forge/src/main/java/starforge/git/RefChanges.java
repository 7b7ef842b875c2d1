package starforge.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.PacketLineOut;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.words.Words;

/**
 * Deletes branches, moves them on and makes tags for people on pages. Each is a push that the server writes itself (gitprotocol-pack(5)) and
 * hands to {@link Receiving}: the same rules and turns hold, and the same listeners are told. Whoever calls has asked the
 * gate.
 */
public final class RefChanges {
    private static final int HEADER = 12;
    private static final int LONGEST_NAME = 255;

    private final Repositories repositories;
    private final Receiving receiving;
    private final Clock clock;

    public RefChanges(Repositories repositories, Receiving receiving, Clock clock) {
        this.repositories = repositories;
        this.receiving = receiving;
        this.clock = clock;
    }

    /**
     * Deletes a branch.
     *
     * @param branch short name
     * @throws Refusal NOT_FOUND when there is none, CONFLICT for the default branch and when it moved meanwhile
     */
    public void deleteBranch(Gate.Entry repo, Identity who, String branch) {
        String name = Constants.R_HEADS + branch;
        try (Repository repository = repositories.open(repo.id())) {
            boolean possible = name.length() < LONGEST_NAME && Repository.isValidRefName(name);
            Ref ref = possible ? repository.exactRef(name) : null;
            if (ref == null || ref.getObjectId() == null) {
                throw Refusal.notFound();
            }
            push(repo, who, ref.getObjectId(), ObjectId.zeroId(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says why there cannot be a tag of this short name; empty when there can. */
    public static Optional<String> tagProblem(String tag) {
        return tag.isEmpty()
                ? Optional.of(Words.english().say("refs.no-name"))
                : RefRules.problem(Constants.R_TAGS + tag);
    }

    /**
     * Makes an annotated tag.
     *
     * @param tag short name, without a {@link #tagProblem}
     * @param commit what it names, a full id
     * @param email of who tags, as it stands in the tag for good
     * @throws Refusal CONFLICT when there is such a tag already
     */
    public void tag(Gate.Entry repo, Identity who, String email, String tag, String commit, String message) {
        try (Repository repository = repositories.open(repo.id());
                ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder builder = new TagBuilder();
            builder.setTag(tag);
            builder.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
            builder.setTagger(new PersonIdent(who.name(), email, clock.instant(), ZoneOffset.UTC));
            builder.setMessage(message.endsWith("\n") ? message : message + "\n");
            ObjectId made = inserter.insert(builder);
            inserter.flush();
            push(repo, who, ObjectId.zeroId(), made, Constants.R_TAGS + tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Moves a branch to a commit of another repository, with all that it needs of that; makes the branch where there is none.
     * Whoever calls has asked the gate for both.
     *
     * @param branch short name
     * @param from number of the repository that has the commit
     * @param commit full id
     * @throws Refusal CONFLICT when it moved meanwhile
     */
    public void bring(Gate.Entry repo, Identity who, String branch, long from, String commit) {
        String name = Constants.R_HEADS + branch;
        try (Repository both = repositories.openBeside(repo.id(), from)) {
            Ref ref = both.exactRef(name);
            ObjectId old = ref == null || ref.getObjectId() == null ? ObjectId.zeroId() : ref.getObjectId();
            ObjectId now = ObjectId.fromString(commit);
            Path pack = Files.createTempFile("starforge-", ".pack");
            try {
                MissingPack.write(both, now, pack);
                try (InputStream objects = new BufferedInputStream(Files.newInputStream(pack))) {
                    push(
                            repo,
                            who,
                            new SequenceInputStream(new ByteArrayInputStream(command(old, now, name)), objects));
                }
            } finally {
                Files.delete(pack);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void push(Gate.Entry repo, Identity who, ObjectId old, ObjectId now, String ref) throws IOException {
        push(repo, who, new ByteArrayInputStream(request(old, now, ref)));
    }

    private void push(Gate.Entry repo, Identity who, InputStream request) throws IOException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (Reception reception = receiving.into(repo.id(), repo.name(), who)) {
            reception.setBiDirectionalPipe(false);
            reception.receive(request, report, null);
        } catch (UnpackException | PackProtocolException e) {
            throw new Refusal(e, Refusal.Reason.UNAVAILABLE, "refs.not-stored");
        }
        read(report.toByteArray());
    }

    /** One command and, unless it deletes, a pack without objects: what it needs is there already. */
    private static byte[] request(ObjectId old, ObjectId now, String ref) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(command(old, now, ref));
        if (!now.equals(ObjectId.zeroId())) {
            byte[] header = new byte[HEADER];
            System.arraycopy(Constants.PACK_SIGNATURE, 0, header, 0, 4);
            header[7] = 2;
            out.write(header);
            out.write(sha1(header));
        }
        return out.toByteArray();
    }

    private static byte[] command(ObjectId old, ObjectId now, String ref) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PacketLineOut lines = new PacketLineOut(out);
        lines.writeString(old.name() + " " + now.name() + " " + ref + "\0report-status delete-refs");
        lines.end();
        return out.toByteArray();
    }

    private static byte[] sha1(byte[] of) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(of);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the report: {@code unpack ok}, then {@code ok <ref>} or {@code ng <ref> <why>}. */
    private static void read(byte[] report) throws IOException {
        PacketLineIn lines = new PacketLineIn(new ByteArrayInputStream(report));
        boolean done = false;
        for (String line = lines.readString(); !PacketLineIn.isEnd(line); line = lines.readString()) {
            done |= line.startsWith("ok ");
            if (line.startsWith("ng ")) {
                throw refused(line.substring(line.indexOf(' ', 3) + 1));
            }
        }
        if (!done) {
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "refs.not-stored");
        }
    }

    /** Our own rules answer with a sentence; JGit's with a word or two that say nothing to people. */
    private static Refusal refused(String why) {
        return why.endsWith(".")
                ? Refusal.inWords(Refusal.Reason.CONFLICT, "", why)
                : new Refusal(Refusal.Reason.CONFLICT, "refs.not-stored");
    }
}
