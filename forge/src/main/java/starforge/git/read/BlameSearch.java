package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.lib.ObjectId;
import starforge.access.Refusal;

/**
 * Finds for every line the commit that {@code git blame} names: from the newest commit back, lines that a parent has too are
 * handed on to it, along renames as well; those that no parent has belong to the commit. JGit's BlameGenerator does the
 * same, but without a bound on the time of one comparison and on the size of older contents.
 */
final class BlameSearch {
    /** Older contents beyond this are taken for something else, so their lines begin after them. */
    private static final int MOST_BYTES = Text.MOST_BYTES;

    private static final int MOST_KEPT = 8;

    private final Opened repo;
    private final History history;
    private final Paths paths;
    private final Deadline deadline;
    private final Map<String, Stop> stops = new HashMap<>();
    private final PriorityQueue<Stop> queue = new PriorityQueue<>(
            Comparator.comparingLong((Stop stop) -> stop.node.time()).reversed());

    private final Map<ObjectId, Lines> lately = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Lines> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Lines of the answer and where they lie in a version: both first lines from 0. */
    private record Part(int first, int at, int count) {}

    /** A file at a commit. */
    private record Version(History.Node node, List<byte[]> path, Spot spot) {}

    /** A version to look at, and the lines handed to it. */
    private static final class Stop {
        private final History.Node node;
        private final Version version;
        private final List<Part> parts = new ArrayList<>();

        Stop(Version version) {
            this.node = version.node();
            this.version = version;
        }
    }

    BlameSearch(Opened repo, Deadline deadline) throws IOException {
        this.repo = repo;
        this.history = new History(repo);
        this.paths = new Paths(repo);
        this.deadline = deadline;
    }

    /**
     * Searches until all is found or time is up; a refusal {@code TOO_LARGE} for a file over 2 MB or 20,000 lines.
     *
     * @param path of a file at the start, as its tree spells it
     */
    Blame from(ObjectId start, List<byte[]> path) throws IOException {
        History.Node node = history.node(start);
        Spot spot = paths.at(node.tree(), path);
        Lines lines = lines(spot)
                .filter(it -> it.size() <= Blames.MOST_LINES)
                .orElseThrow(() -> new Refusal(Refusal.Reason.TOO_LARGE, "blame.too-large"));
        BlameAnswer answer = new BlameAnswer(repo, lines.size());
        hand(new Version(node, path, spot), List.of(new Part(0, 0, lines.size())));
        while (!queue.isEmpty() && !deadline.isOver()) {
            Stop stop = queue.remove();
            stops.remove(key(stop.version));
            look(stop, answer);
        }
        return answer.blame();
    }

    private void look(Stop stop, BlameAnswer answer) throws IOException {
        Optional<Version> same = unchanged(stop.version);
        if (same.isPresent()) {
            hand(same.get(), stop.parts);
            return;
        }
        List<Version> olds = new ArrayList<>();
        for (ObjectId parent : stop.node.parents()) {
            old(stop.version, history.node(parent)).ifPresent(olds::add);
        }
        List<Part> left = stop.parts;
        for (Version old : olds) {
            left = left.isEmpty() ? left : handOver(old, stop.version, left);
        }
        Optional<Blame.Before> before = olds.stream()
                .findFirst()
                .map(old -> new Blame.Before(old.node().id().name(), name(old)));
        for (Part part : left) {
            answer.put(part.first(), part.at(), part.count(), stop.node.id(), name(stop.version), before);
        }
    }

    /** The first parent that has the same contents at the same path. */
    private Optional<Version> unchanged(Version version) throws IOException {
        List<ObjectId> parents = version.node().parents();
        for (int i = 0; i < parents.size(); i++) {
            History.Node parent = history.node(parents.get(i));
            boolean surely = i == 0 && !history.mayHaveChanged(version.node(), Paths.way(version.path()));
            if (surely
                    || paths.at(parent.tree(), version.path())
                            .id()
                            .equals(version.spot().id())) {
                return Optional.of(new Version(parent, version.path(), version.spot()));
            }
        }
        return Optional.empty();
    }

    /** The file in a parent: at the same path, or at the one it was renamed from. */
    private Optional<Version> old(Version version, History.Node parent) throws IOException {
        Spot there = paths.at(parent.tree(), version.path());
        if (!there.isNothing()) {
            return there.isFolder() ? Optional.empty() : Optional.of(new Version(parent, version.path(), there));
        }
        String name = new String(Paths.join(version.path()), ISO_8859_1);
        List<Delta> changes = TreeDiff.between(
                repo, Spot.folder(parent.tree()), Spot.folder(version.node().tree()));
        return Renames.join(repo, changes).stream()
                .filter(delta -> delta.change() == FileDiff.Change.RENAMED
                        && delta.newName().equals(name))
                .findFirst()
                .map(delta -> new Version(parent, names(delta.oldName()), delta.before()));
    }

    /** Hands the lines that both versions have to the old one; gives those that are left. */
    private List<Part> handOver(Version old, Version version, List<Part> parts) throws IOException {
        Optional<Lines> before = lines(old.spot());
        Optional<Lines> after = lines(version.spot());
        if (before.isEmpty() || after.isEmpty()) {
            return parts;
        }
        EditList edits = new LineDiff(repo.deadline()).edits(before.get(), after.get());
        List<Part> theirs = new ArrayList<>();
        List<Part> left = new ArrayList<>();
        for (Part part : parts) {
            split(part, edits, theirs, left);
        }
        hand(old, theirs);
        return left;
    }

    /** Cuts a part at the edits: what lies between them is older. */
    private static void split(Part part, EditList edits, List<Part> older, List<Part> left) {
        int at = part.at();
        int end = part.at() + part.count();
        int next = firstEndingAfter(edits, at);
        while (at < end) {
            Edit edit = next < edits.size() ? edits.get(next) : new Edit(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
            int shift = next == 0
                    ? 0
                    : edits.get(next - 1).getEndA() - edits.get(next - 1).getEndB();
            boolean isOlder = at < edit.getBeginB();
            int to = Math.min(end, isOlder ? edit.getBeginB() : edit.getEndB());
            if (to > at) {
                int first = part.first() + at - part.at();
                (isOlder ? older : left).add(new Part(first, isOlder ? at + shift : at, to - at));
            }
            next += isOlder ? 0 : 1;
            at = to;
        }
    }

    private static int firstEndingAfter(EditList edits, int line) {
        int low = 0;
        int high = edits.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edits.get(middle).getEndB() <= line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void hand(Version version, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        Stop stop = stops.computeIfAbsent(key(version), key -> {
            Stop fresh = new Stop(version);
            queue.add(fresh);
            return fresh;
        });
        stop.parts.addAll(parts);
    }

    /** An older version is the newer one of the next comparison, so the last few are kept. */
    private Optional<Lines> lines(Spot spot) throws IOException {
        Optional<Lines> known = Optional.ofNullable(lately.get(spot.id()));
        if (known.isPresent()) {
            return known;
        }
        Side side = Side.read(repo, spot, MOST_BYTES);
        if (side.isTooBig()) {
            return Optional.empty();
        }
        Lines lines = side.lines();
        lately.put(spot.id(), lines);
        return Optional.of(lines);
    }

    private static String key(Version version) {
        return version.node().id().name() + new String(Paths.join(version.path()), ISO_8859_1);
    }

    private static String name(Version version) {
        return Letters.path(new String(Paths.join(version.path()), ISO_8859_1));
    }

    private static List<byte[]> names(String raw) {
        return Arrays.stream(raw.split("/", -1))
                .map(name -> name.getBytes(ISO_8859_1))
                .toList();
    }
}
