package starforge.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Compares the folders of new commits with those of the known commits that they are made upon. What did not come with them and
 * is in the same folder there is whole. So a small push costs a look at the few folders that it changes, where a walk reads all
 * that there are.
 */
final class Increment {
    private static final int MOST_COMMITS = 1000;
    private static final int MOST_BASES = 8;
    private static final int MOST_ITEMS = 200_000;

    private final ObjectReader reader;
    private final Intake intake;
    private final Map<ObjectId, ObjectId> bases = new HashMap<>();
    private final List<ObjectId> roots = new ArrayList<>();
    private final Set<Pair> seen = new HashSet<>();
    private final Deque<Pair> next = new ArrayDeque<>();
    private final Map<ObjectId, Map<String, Item>> known = new HashMap<>();
    private final Set<Item> lacking = new HashSet<>();
    private int items;

    /** Something in a folder. */
    private record Item(ObjectId id, boolean isFolder) {}

    /** A new folder, and what the known commits have in its place. */
    private record Pair(ObjectId folder, List<ObjectId> known) {}

    private Increment(ObjectReader reader, Intake intake) {
        this.reader = reader;
        this.intake = intake;
    }

    /**
     * Finds new commits down to what is known.
     *
     * @param walk is used as long as what is made here
     * @param tips new commits, or tags of them
     * @param known below these nothing is missing
     * @return empty when there are too many, or some lead to others that are not known
     */
    static Optional<Increment> of(RevWalk walk, Intake intake, Collection<ObjectId> tips, Set<ObjectId> known)
            throws IOException {
        Increment made = new Increment(walk.getObjectReader(), intake);
        Deque<ObjectId> history = new ArrayDeque<>(tips);
        Set<ObjectId> met = new HashSet<>(tips);
        while (!history.isEmpty()) {
            RevObject object = walk.peel(walk.parseAny(history.remove()));
            if (object instanceof RevCommit commit && known.contains(commit)) {
                made.bases.put(commit.copy(), commit.getTree());
            } else if (object instanceof RevCommit commit && intake.has(commit) && met.size() < MOST_COMMITS) {
                made.roots.add(commit.getTree());
                Stream.of(commit.getParents()).filter(met::add).forEach(history::add);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(made);
    }

    /** The known commits that the new ones are made upon. */
    Set<ObjectId> bases() {
        return bases.keySet();
    }

    /**
     * Says whether nothing is missing of them. A no only means that somebody else must tell.
     *
     * @throws IOException when an object is damaged, or not there at all
     */
    boolean isWhole() throws IOException {
        if (bases.size() > MOST_BASES) {
            return false;
        }
        List<ObjectId> known = List.copyOf(bases.values());
        roots.forEach(root -> next.add(new Pair(root, known)));
        return areFoldersWhole();
    }

    private boolean areFoldersWhole() throws IOException {
        while (!next.isEmpty() && items < MOST_ITEMS) {
            Pair pair = next.remove();
            if (seen.add(pair) && !pair.known().contains(pair.folder())) {
                compare(pair);
            }
        }
        return next.isEmpty() && (lacking.isEmpty() || allKnown().containsAll(lacking));
    }

    private void compare(Pair pair) throws IOException {
        for (CanonicalTreeParser entry = open(pair.folder()); !entry.eof(); entry.next(1)) {
            Optional<Item> item = item(entry);
            List<Item> there = item.isEmpty() ? List.of() : there(pair, name(entry));
            if (item.isEmpty() || there.contains(item.get())) {
                continue;
            }
            int type = item.get().isFolder() ? Constants.OBJ_TREE : Constants.OBJ_BLOB;
            if (!intake.has(item.get().id(), type)) {
                lacking.add(item.get());
            } else if (item.get().isFolder()) {
                next.add(new Pair(
                        item.get().id(),
                        there.stream().filter(Item::isFolder).map(Item::id).toList()));
            }
        }
    }

    /** Everything in the known folders that were compared, whatever it is called: files are renamed. */
    private Set<Item> allKnown() {
        Set<Item> all = new HashSet<>();
        known.values().forEach(folder -> all.addAll(folder.values()));
        return all;
    }

    private List<Item> there(Pair pair, String name) throws IOException {
        List<Item> found = new ArrayList<>();
        for (ObjectId folder : pair.known()) {
            Optional.ofNullable(known(folder).get(name)).ifPresent(found::add);
        }
        return found;
    }

    private Map<String, Item> known(ObjectId folder) throws IOException {
        Map<String, Item> found = known.get(folder);
        if (found == null) {
            found = new HashMap<>();
            for (CanonicalTreeParser entry = open(folder); !entry.eof(); entry.next(1)) {
                Optional<Item> item = item(entry);
                if (item.isPresent()) {
                    found.put(name(entry), item.get());
                }
            }
            known.put(folder, found);
            items += found.size();
        }
        return found;
    }

    private CanonicalTreeParser open(ObjectId folder) throws IOException {
        return new CanonicalTreeParser(new byte[0], reader, folder);
    }

    /** What an entry names; nothing for the commit of a submodule, which is in another repository. */
    private static Optional<Item> item(CanonicalTreeParser entry) {
        FileMode mode = entry.getEntryFileMode();
        return mode == FileMode.GITLINK
                ? Optional.empty()
                : Optional.of(new Item(entry.getEntryObjectId(), mode.getObjectType() == Constants.OBJ_TREE));
    }

    /** Each character is a byte. */
    private static String name(CanonicalTreeParser entry) {
        byte[] name = new byte[entry.getNameLength()];
        entry.getName(name, 0);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
