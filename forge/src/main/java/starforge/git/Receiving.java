package starforge.git;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Identity;
import starforge.access.RefGuard;
import starforge.access.Refusal;
import starforge.access.RepoName;

/**
 * Takes pushes (gitprotocol-pack(5)): the only place where a ReceivePack is made, whichever way a push comes in. Whoever calls
 * has asked the gate.
 */
public final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    private final Repositories repositories;
    private final Limits limits;
    private final RefGuard guard;
    private final List<PushListener> listeners;
    /** A repository's refs move, and its listeners hear of it, under the lock that its number falls on. */
    private final List<Lock> turns;

    /**
     * Prepares to take pushes.
     *
     * @param guard is asked for every ref of a push
     */
    public Receiving(Repositories repositories, Limits limits, RefGuard guard, List<PushListener> listeners) {
        this.repositories = repositories;
        this.limits = limits;
        this.guard = guard;
        this.listeners = List.copyOf(listeners);
        this.turns = Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();
    }

    /**
     * Checks objects as Git's fsck does, so that none gets in that harms whoever checks it out: paths named {@code .git} in any
     * spelling, hostile {@code .gitmodules}. Old faults of form that history is full of, and that nobody can change any more,
     * are let through. Good for one push.
     */
    static ObjectChecker objectChecker() {
        return new ObjectChecker()
                .setAllowLeadingZeroFileMode(true)
                .setAllowInvalidPersonIdent(true)
                .setSafeForMacOS(true);
    }

    /** Writes the first answer of smart HTTP (gitprotocol-http(5)): the refs and what the server can. */
    void advertise(long repoId, OutputStream out) throws IOException {
        try (Repository repository = repositories.open(repoId)) {
            ReceivePack pack = new ReceivePack(repository);
            configure(pack);
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=git-receive-pack\n");
            lines.end();
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            pack.getRevWalk().close();
        }
    }

    /**
     * Gets ready to take one push.
     *
     * @param name full name of the repository now
     * @param who pushes
     * @return to be closed by the caller
     */
    Reception into(long repoId, RepoName name, Identity who) throws IOException {
        Quarantine quarantine = Quarantine.of(() -> repositories.open(repoId), limits);
        Reception reception = new Reception(
                quarantine,
                limits,
                repositories.locks(),
                (ref, move) -> guard.problem(who, repoId, ref, move),
                turn(repoId),
                commands -> repositories.unheard().write(repoId, name, who, commands),
                changes -> tell(new Push(repoId, name, who, changes)));
        configure(reception);
        return reception;
    }

    private Lock turn(long repoId) {
        return turns.get((int) (repoId % turns.size()));
    }

    /**
     * Tells the listeners of pushes that others have made and died before they could: at the start, and now and again where
     * there are several processes. Should one have died just after it told, listeners hear of that push twice.
     */
    public void catchUp() {
        for (Unheard.Note note : repositories.unheard().left()) {
            Lock turn = turn(note.repoId());
            turn.lock();
            try (note;
                    Repository repository = repositories.open(note.repoId())) {
                LOG.warn("A push to {} is told only now: the process that took it has ended", note.repo());
                Quarantine.settle(repository, repositories.locks());
                List<ReceiveCommand> moved = note.commands().stream()
                        .filter(command -> hasHappened(repository, command))
                        .toList();
                if (!moved.isEmpty()) {
                    tell(new Push(note.repoId(), note.repo(), note.who(), new NewCommits(repository, moved).changes()));
                }
            } catch (IOException | Refusal e) {
                LOG.warn("A push to {} cannot be told of", note.repo(), e);
            } finally {
                turn.unlock();
            }
        }
    }

    private static boolean hasHappened(Repository repository, ReceiveCommand command) {
        try {
            Ref ref = repository.exactRef(command.getRefName());
            ObjectId now = ref == null || ref.getObjectId() == null ? ObjectId.zeroId() : ref.getObjectId();
            return now.equals(command.getNewId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(ReceivePack pack) {
        pack.setRefFilter(RefRules::visible);
        pack.setObjectChecker(objectChecker());
        pack.setMaxObjectSizeLimit(limits.objectBytes());
        pack.setMaxCommandBytes(limits.commandBytes());
        pack.setAllowNonFastForwards(true);
        pack.setAllowDeletes(true);
        pack.setAllowBranchDeletes(true);
        pack.setAllowPushOptions(false);
        pack.setBiDirectionalPipe(false);
    }

    private void tell(Push push) {
        for (PushListener listener : listeners) {
            try {
                listener.pushed(push);
            } catch (RuntimeException e) {
                LOG.error("{} failed on a push to {}", listener, push.repo(), e);
            }
        }
    }
}
