package starforge.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits that some tips reach and that were not known before, found in one walk for all tips together. */
final class FreshCommits {
    private final RevWalk walk;
    private final RevFlag flag;
    /** Where nothing was known before, every commit is fresh, and there is no need to walk through them all. */
    private final boolean all;

    private FreshCommits(RevWalk walk, boolean all) {
        this.walk = walk;
        this.flag = walk.newFlag("fresh");
        this.all = all;
    }

    /**
     * Walks from the tips to what is known.
     *
     * @param walk is used by nobody else, and stays open as long as what is made here
     * @param tips ids of commits, or of tags; others bring none
     */
    static FreshCommits of(RevWalk walk, List<ObjectId> tips, List<ObjectId> known) throws IOException {
        FreshCommits fresh = new FreshCommits(walk, known.isEmpty());
        if (!fresh.all) {
            fresh.mark(tips, known);
        }
        return fresh;
    }

    private void mark(List<ObjectId> tips, List<ObjectId> known) throws IOException {
        walk.setRetainBody(false);
        for (ObjectId tip : tips) {
            if (walk.peel(walk.parseAny(tip)) instanceof RevCommit commit) {
                walk.markStart(commit);
            }
        }
        for (ObjectId id : known) {
            if (walk.peel(walk.parseAny(id)) instanceof RevCommit commit) {
                walk.markUninteresting(commit);
            }
        }
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            commit.add(flag);
        }
    }

    /** The fresh commits that one tip reaches, newest first, up to so many; without their messages. */
    List<RevCommit> from(ObjectId tip, int most) throws IOException {
        List<RevCommit> found = new ArrayList<>();
        Set<RevCommit> seen = new HashSet<>();
        PriorityQueue<RevCommit> next = new PriorityQueue<>(
                Comparator.comparingInt(RevCommit::getCommitTime).reversed());
        if (walk.peel(walk.parseAny(tip)) instanceof RevCommit commit) {
            add(commit, seen, next);
        }
        while (!next.isEmpty() && found.size() < most) {
            RevCommit commit = next.remove();
            found.add(commit);
            for (RevCommit parent : commit.getParents()) {
                add(parent, seen, next);
            }
        }
        return found;
    }

    private void add(RevCommit commit, Set<RevCommit> seen, PriorityQueue<RevCommit> next) throws IOException {
        if ((all || commit.has(flag)) && seen.add(commit)) {
            walk.parseHeaders(commit);
            next.add(commit);
        }
    }
}
