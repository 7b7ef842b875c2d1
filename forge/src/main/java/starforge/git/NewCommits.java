package starforge.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a push brought, from the commands that succeeded. The refs are read once and history is walked once for all the
 * refs that a push makes, so that thousands of them cost little more than one.
 */
final class NewCommits {
    private static final Logger LOG = LoggerFactory.getLogger(NewCommits.class);
    private static final int HEADS = 3;
    /** So many messages are read for those whom they mention. */
    private static final int READ = 100;

    private final Repository repository;
    private final List<ReceiveCommand> done;
    private Optional<FreshCommits> fresh = Optional.empty();

    NewCommits(Repository repository, List<ReceiveCommand> done) {
        this.repository = repository;
        this.done = done;
    }

    List<Push.Change> changes() {
        try (RevWalk walk = new RevWalk(repository);
                RevWalk created = new RevWalk(repository)) {
            return done.stream().map(command -> change(command, walk, created)).toList();
        }
    }

    private Push.Change change(ReceiveCommand command, RevWalk walk, RevWalk created) {
        List<Push.Head> heads = new ArrayList<>();
        Set<String> mentions = new LinkedHashSet<>();
        int commits = 0;
        try {
            commits = command.getType() == ReceiveCommand.Type.CREATE
                    ? created(command, created, heads, mentions)
                    : moved(command, walk, heads, mentions);
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
                heads,
                mentions.stream().limit(Mentions.MOST).toList());
    }

    private static Push.Kind kind(ReceiveCommand command) {
        return switch (command.getType()) {
            case CREATE -> Push.Kind.CREATED;
            case UPDATE -> Push.Kind.UPDATED;
            case UPDATE_NONFASTFORWARD -> Push.Kind.REWOUND;
            case DELETE -> Push.Kind.DELETED;
        };
    }

    private int created(ReceiveCommand command, RevWalk walk, List<Push.Head> heads, Set<String> mentions)
            throws IOException {
        if (fresh.isEmpty()) {
            List<ObjectId> tips = done.stream()
                    .filter(each -> each.getType() == ReceiveCommand.Type.CREATE)
                    .map(ReceiveCommand::getNewId)
                    .toList();
            fresh = Optional.of(FreshCommits.of(walk, tips, knownBefore()));
        }
        List<RevCommit> newest = fresh.get().from(command.getNewId(), Push.MOST_COMMITS);
        for (RevCommit commit : newest.subList(0, Math.min(READ, newest.size()))) {
            read(walk, commit, heads, mentions);
        }
        return newest.size();
    }

    private static int moved(ReceiveCommand command, RevWalk walk, List<Push.Head> heads, Set<String> mentions)
            throws IOException {
        walk.reset();
        if (command.getType() == ReceiveCommand.Type.DELETE
                || !(walk.peel(walk.parseAny(command.getNewId())) instanceof RevCommit tip)) {
            return 0;
        }
        walk.markStart(tip);
        if (walk.peel(walk.parseAny(command.getOldId())) instanceof RevCommit old) {
            walk.markUninteresting(old);
        }
        return count(walk, heads, mentions);
    }

    private static int count(RevWalk walk, List<Push.Head> heads, Set<String> mentions) throws IOException {
        int commits = 0;
        for (RevCommit commit = walk.next();
                commit != null && commits < Push.MOST_COMMITS;
                commit = walk.next(), commits++) {
            if (commits < READ) {
                read(walk, commit, heads, mentions);
            }
        }
        return commits;
    }

    private static void read(RevWalk walk, RevCommit commit, List<Push.Head> heads, Set<String> mentions)
            throws IOException {
        walk.parseBody(commit);
        if (heads.size() < HEADS) {
            heads.add(head(commit));
        }
        mentions.addAll(Mentions.in(commit.getFullMessage()));
    }

    private static Push.Head head(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new Push.Head(commit.name(), commit.getShortMessage(), author == null ? "" : author.getName());
    }

    /** What every branch named before this push, and what its refs named that it moved. */
    private List<ObjectId> knownBefore() throws IOException {
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
}
