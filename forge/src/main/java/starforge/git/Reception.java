package starforge.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator.SubmoduleValidationException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GitmoduleEntry;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.TextProgressMonitor;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RequestNotYetReadException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.RefGuard.Move;
import starforge.access.Refusal;
import starforge.words.Words;

/**
 * One push. JGit reads and checks it; this adds the forge's own rules, keeps the objects aside until the push is accepted, and
 * has the refs move and the listeners told before JGit begins its report, so a client that reads "ok" can rely on both
 * ({@link ReceivePack#executeCommands} comes before the report, the post-receive hook after it).
 */
final class Reception extends ReceivePack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    /** So many refs move together; rewriting the file of all refs for a few would be slower where there are very many. */
    private static final int MANY = 8;
    /** So often a locked ref is tried again, after so long each time. */
    private static final int TRIES = 10;

    private static final Duration BREATH = Duration.ofMillis(50);

    private final Quarantine quarantine;
    private final Limits limits;
    private final StaleLocks locks;
    private final Lock turn;
    private final Noting noting;
    private final Consumer<List<Push.Change>> told;
    private InputStream pack = InputStream.nullInputStream();

    Reception(
            Quarantine quarantine,
            Limits limits,
            StaleLocks locks,
            BiFunction<String, Move, Optional<String>> guard,
            Lock turn,
            Noting noting,
            Consumer<List<Push.Change>> told) {
        super(quarantine);
        this.quarantine = quarantine;
        this.limits = limits;
        this.locks = locks;
        this.turn = turn;
        this.noting = noting;
        this.told = told;
        PushRules rules = new PushRules(this, guard);
        setPreReceiveHook((self, pending) -> rules.apply());
    }

    /** Notes what is about to happen, until it has been told. */
    interface Noting {
        Unheard.Note note(List<ReceiveCommand> commands) throws IOException;
    }

    @Override
    public void close() {
        quarantine.close();
    }

    @Override
    public void receive(InputStream in, OutputStream out, @Nullable OutputStream messages) throws IOException {
        // JGit reads the commands and leaves the stream where the pack begins.
        pack = in;
        super.receive(in, out, messages);
    }

    /** Reads the objects. Whatever goes wrong here is put in one public sentence, which JGit reports. */
    @Override
    protected void receivePackAndCheckConnectivity() throws IOException {
        try (Intake intake = quarantine.intake()) {
            intake.take(PackStream.checked(pack, limits), !isBiDirectionalPipe(), progress());
            for (GitmoduleEntry file : intake.gitmodules().toList()) {
                byte[] text =
                        quarantine.open(file.getBlobId(), Constants.OBJ_BLOB).getBytes();
                SubmoduleValidator.assertValidGitModulesFile(new String(text, StandardCharsets.UTF_8));
            }
            checkConnectivity(intake);
        } catch (IOException | SubmoduleValidationException | RuntimeException | OutOfMemoryError e) {
            throw new IOException(Unstored.sentence(e, quarantine, limits), e);
        }
    }

    private ProgressMonitor progress() throws RequestNotYetReadException {
        if (!isSideBand() || isQuiet()) {
            return NullProgressMonitor.INSTANCE;
        }
        TextProgressMonitor progress =
                new TextProgressMonitor(new OutputStreamWriter(getMessageOutputStream(), StandardCharsets.UTF_8));
        progress.setDelayStart(1, TimeUnit.SECONDS);
        return progress;
    }

    private void checkConnectivity(Intake intake) throws IOException {
        List<ObjectId> tips = getAllCommands().stream()
                .filter(command -> command.getResult() == Result.NOT_ATTEMPTED
                        && command.getType() != ReceiveCommand.Type.DELETE
                        && !getAdvertisedObjects().contains(command.getNewId()))
                .map(ReceiveCommand::getNewId)
                .toList();
        Connectivity.check(quarantine, intake, tips, getAdvertisedObjects());
    }

    /** Moves the refs and tells of it. */
    @Override
    protected void executeCommands() {
        List<ReceiveCommand> accepted = filterCommands(Result.NOT_ATTEMPTED);
        if (accepted.isEmpty()) {
            return;
        }
        turn.lock();
        try (Unheard.Note note = noting.note(accepted)) {
            LOG.debug("{} is about to happen", note);
            quarantine.accept();
            locks.clear(quarantine.getDirectory().toPath(), accepted.stream().map(ReceiveCommand::getRefName));
            move(accepted);
            explainLosers(accepted);
            followFirstBranch(ReceiveCommand.filter(accepted, Result.OK));
            tell(ReceiveCommand.filter(accepted, Result.OK));
            quarantine.settle();
        } catch (IOException | RuntimeException e) {
            LOG.error("A push to {} could not be finished", quarantine, e);
            reject(filterCommands(Result.NOT_ATTEMPTED));
        } finally {
            turn.unlock();
        }
    }

    /**
     * Moves many refs by one file, as each file of its own waits for the disk. That way it is all or nothing; where it is
     * nothing, they move one by one, so that the good ones of a push move beside the others.
     */
    private void move(List<ReceiveCommand> commands) throws IOException {
        if (isAtomic() || commands.size() < MANY || !moveTogether(commands)) {
            move(commands, isAtomic());
        }
        for (int i = 0; i < TRIES && isWorthAnother(commands); i++) {
            LockSupport.parkNanos(BREATH.toNanos());
            move(filterCommands(Result.NOT_ATTEMPTED), false);
        }
    }

    private void move(List<ReceiveCommand> commands, boolean together) throws IOException {
        BatchRefUpdate batch = quarantine.getRefDatabase().newBatchUpdate();
        batch.setAllowNonFastForwards(isAllowNonFastForwards());
        batch.setAtomic(together);
        batch.disableRefLog();
        batch.addCommand(commands);
        batch.execute(getRevWalk(), NullProgressMonitor.INSTANCE);
    }

    /** Tidying locks refs, too, for a moment each; nobody's push is to fail for that. Gets ready those that did. */
    private boolean isWorthAnother(List<ReceiveCommand> commands) {
        List<ReceiveCommand> locked = ReceiveCommand.filter(commands, Result.LOCK_FAILURE).stream()
                .filter(this::isWhereItWas)
                .toList();
        boolean isWorthIt = !isAtomic() && !locked.isEmpty();
        if (isWorthIt) {
            locked.forEach(command -> command.setResult(Result.NOT_ATTEMPTED));
        }
        return isWorthIt;
    }

    private boolean isWhereItWas(ReceiveCommand command) {
        try {
            Ref ref = quarantine.exactRef(command.getRefName());
            ObjectId id = ref == null || ref.getObjectId() == null ? ObjectId.zeroId() : ref.getObjectId();
            return id.equals(command.getOldId());
        } catch (IOException e) {
            LOG.info("A ref of {} cannot be read: {}", quarantine, e.toString());
            return false;
        }
    }

    private boolean moveTogether(List<ReceiveCommand> commands) {
        List<ReceiveCommand> together = commands.stream().map(Reception::copy).toList();
        try {
            move(together, true);
        } catch (IOException e) {
            LOG.info("The refs of a push to {} move one by one: {}", quarantine, e.toString());
            return false;
        }
        boolean moved = together.stream().allMatch(command -> command.getResult() == Result.OK);
        if (moved) {
            commands.forEach(command -> command.setResult(Result.OK));
        }
        return moved;
    }

    private static ReceiveCommand copy(ReceiveCommand command) {
        return new ReceiveCommand(command.getOldId(), command.getNewId(), command.getRefName(), command.getType());
    }

    private static void explainLosers(List<ReceiveCommand> commands) {
        for (ReceiveCommand command : ReceiveCommand.filter(commands, Result.LOCK_FAILURE)) {
            command.setResult(Result.LOCK_FAILURE, PushRules.MOVED);
        }
    }

    /** In a repository that had no branch, the first one pushed becomes the default, unless the default itself was pushed. */
    private void followFirstBranch(List<ReceiveCommand> done) {
        try {
            pointHeadTo(done);
        } catch (IOException | Refusal e) {
            // The push itself is done; an owner can still choose the default branch.
            LOG.warn("The default branch of {} could not be set", quarantine, e);
        }
    }

    private void pointHeadTo(List<ReceiveCommand> done) throws IOException {
        String head = quarantine.getFullBranch();
        if (head == null || quarantine.exactRef(head) != null) {
            return;
        }
        Optional<ReceiveCommand> first = done.stream()
                .filter(command -> PushRules.isBranch(command) && command.getType() == ReceiveCommand.Type.CREATE)
                .findFirst();
        if (first.isPresent()) {
            DefaultBranches.point(quarantine, first.get().getRefName().substring(Constants.R_HEADS.length()));
        }
    }

    private void tell(List<ReceiveCommand> done) {
        if (!done.isEmpty()) {
            told.accept(new NewCommits(quarantine, done).changes());
        }
    }

    private static void reject(Collection<ReceiveCommand> commands) {
        for (ReceiveCommand command : commands) {
            command.setResult(Result.REJECTED_OTHER_REASON, Words.english().say("git.push.not-stored"));
        }
    }
}
