package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Finds paths in trees. A path is its names as raw bytes; the empty one is the root. */
final class Paths {
    private static final int MOST_KEPT = 1_000;

    private final Opened repo;

    /** What was looked for in trees of late. */
    private final Map<ObjectId, Child> lately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Child> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private static final class Child {
        private final byte[] name;
        private final Spot spot;

        Child(byte[] name, Spot spot) {
            this.name = name;
            this.spot = spot;
        }
    }

    /** A path as the tree spells it, and what is there. */
    record Found(List<byte[]> names, Spot spot) {}

    Paths(Opened repo) {
        this.repo = repo;
    }

    /** True for a path that could be in a repository: no empty name, no {@code .} or {@code ..}, no NUL. "" is the root. */
    static boolean isValid(String path) {
        return path.isEmpty() || (path.indexOf(0) < 0 && split(path).noneMatch(Paths::isDots));
    }

    static List<byte[]> names(String path) {
        return path.isEmpty()
                ? List.of()
                : split(path).map(name -> name.getBytes(UTF_8)).toList();
    }

    /** The names with slashes between. */
    static byte[] join(List<byte[]> names) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        for (byte[] name : names) {
            if (path.size() > 0) {
                path.write('/');
            }
            path.writeBytes(name);
        }
        return path.toByteArray();
    }

    /** A path and the folders above it, from the longest to the shortest; none for the root. */
    static List<byte[]> way(List<byte[]> names) {
        List<byte[]> way = new ArrayList<>();
        for (int end = names.size(); end > 0; end--) {
            way.add(join(names.subList(0, end)));
        }
        return way;
    }

    /** Looks a path up as a reader spells it: exact UTF-8 first, else the name that {@link Letters#name} shows so. */
    Optional<Found> find(ObjectId root, String path) throws IOException {
        if (!isValid(path)) {
            return Optional.empty();
        }
        List<byte[]> names = new ArrayList<>();
        Spot spot = Spot.folder(root);
        for (byte[] asked : names(path)) {
            byte[] tree = spot.isFolder() ? repo.bytes(spot.id(), Constants.OBJ_TREE) : new byte[0];
            byte[] name = child(tree, asked).equals(Spot.NOTHING) ? shownAs(tree, asked) : asked;
            spot = child(tree, name);
            names.add(name);
        }
        return spot.equals(Spot.NOTHING) ? Optional.empty() : Optional.of(new Found(names, spot));
    }

    /** What lies at exactly this path, or {@link Spot#NOTHING}. */
    Spot at(ObjectId root, List<byte[]> names) throws IOException {
        Spot spot = Spot.folder(root);
        for (byte[] name : names) {
            if (!spot.isFolder()) {
                return Spot.NOTHING;
            }
            spot = child(spot.id(), name);
        }
        return spot;
    }

    /** Folders stay as they are from commit to commit, but for the few on the way to a change. */
    private Spot child(ObjectId tree, byte[] name) throws IOException {
        Child known = lately.get(tree);
        if (known != null && Arrays.equals(known.name, name)) {
            return known.spot;
        }
        Spot spot = child(repo.bytes(tree, Constants.OBJ_TREE), name);
        lately.put(tree, new Child(name, spot));
        return spot;
    }

    private static Spot child(byte[] tree, byte[] name) throws IOException {
        TreeCursor cursor = new TreeCursor(tree);
        while (cursor.next()) {
            if (cursor.isNamed(name)) {
                return cursor.spot();
            }
        }
        return Spot.NOTHING;
    }

    /** The name in the tree that is shown like the one asked for, or the one asked for. */
    private static byte[] shownAs(byte[] tree, byte[] asked) throws IOException {
        String text = Letters.name(asked);
        TreeCursor cursor = new TreeCursor(tree);
        while (cursor.next()) {
            byte[] name = cursor.name();
            if (Letters.name(name).equals(text)) {
                return name;
            }
        }
        return asked;
    }

    private static boolean isDots(String name) {
        return name.isEmpty() || name.equals(".") || name.equals("..");
    }

    private static Stream<String> split(String path) {
        return Arrays.stream(path.split("/", -1));
    }
}
