package starforge.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a push brought, from the commands that succeeded. */
final class NewCommits {
    private static final Logger LOG = LoggerFactory.getLogger(NewCommits.class);
    private static final int HEADS = 3;

    private final Repository repository;
    private final List<ReceiveCommand> done;

    NewCommits(Repository repository, List<ReceiveCommand> done) {
        this.repository = repository;
        this.done = done;
    }

    List<Push.Change> changes() {
        return done.stream().map(this::change).toList();
    }

    private Push.Change change(ReceiveCommand command) {
        List<Push.Head> heads = new ArrayList<>();
        int commits = 0;
        try {
            commits = walk(command, heads);
        } catch (IOException | RuntimeException e) {
            // The refs have moved: better to tell of it without its commits than not at all.
            LOG.warn("Cannot list the commits of {} in {}", command, repository, e);
        }
        return new Push.Change(
                command.getRefName(),
                command.getOldId().name(),
                command.getNewId().name(),
                kind(command),
                commits,
                heads);
    }

    private static Push.Kind kind(ReceiveCommand command) {
        return switch (command.getType()) {
            case CREATE -> Push.Kind.CREATED;
            case UPDATE -> Push.Kind.UPDATED;
            case UPDATE_NONFASTFORWARD -> Push.Kind.REWOUND;
            case DELETE -> Push.Kind.DELETED;
        };
    }

    private int walk(ReceiveCommand command, List<Push.Head> heads) throws IOException {
        if (command.getType() == ReceiveCommand.Type.DELETE) {
            return 0;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            if (!(walk.peel(walk.parseAny(command.getNewId())) instanceof RevCommit tip)) {
                return 0;
            }
            walk.markStart(tip);
            for (ObjectId known : knownBefore(command)) {
                hide(walk, known);
            }
            return count(walk, heads);
        }
    }

    private static int count(RevWalk walk, List<Push.Head> heads) throws IOException {
        int commits = 0;
        for (RevCommit commit = walk.next();
                commit != null && commits < Push.MOST_COMMITS;
                commit = walk.next(), commits++) {
            if (commits < HEADS) {
                heads.add(head(commit));
            }
        }
        return commits;
    }

    private static Push.Head head(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new Push.Head(commit.name(), commit.getShortMessage(), author == null ? "" : author.getName());
    }

    private List<ObjectId> knownBefore(ReceiveCommand command) throws IOException {
        if (command.getType() != ReceiveCommand.Type.CREATE) {
            return List.of(command.getOldId());
        }
        Set<String> moved = done.stream().map(ReceiveCommand::getRefName).collect(Collectors.toSet());
        List<ObjectId> known = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
            if (!moved.contains(ref.getName()) && ref.getObjectId() != null) {
                known.add(ref.getObjectId());
            }
        }
        done.stream()
                .map(ReceiveCommand::getOldId)
                .filter(old -> !AnyObjectId.isEqual(old, ObjectId.zeroId()))
                .forEach(known::add);
        return known;
    }

    private static void hide(RevWalk walk, ObjectId id) throws IOException {
        RevObject object = walk.peel(walk.parseAny(id));
        if (object instanceof RevCommit commit) {
            walk.markUninteresting(commit);
        }
    }
}
