package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import starforge.git.Repositories;

/**
 * How many bytes the files of a commit have, by what their names say. Two threads of their own add up, as {@link Blames}
 * does; equal trees have one answer.
 */
public final class FileSizes implements AutoCloseable {
    /** Beyond these the rest of a tree is left out. */
    private static final int MOST_FILES = 50_000;

    private static final int DEEPEST = 300;

    private final Function<String, Optional<String>> group;
    private final Duration patience;
    private final Reading reading;
    private final Later<Key, Map<String, Long>> later;
    private final Cache<Key, Map<String, Long>> answers =
            Caffeine.newBuilder().maximumSize(5_000).build();

    private record Key(long repo, String tree) {}

    /**
     * With ten seconds for each repository.
     *
     * @param group of a file by its name; a file of none is not counted
     */
    public FileSizes(Repositories repositories, Function<String, Optional<String>> group) {
        this(repositories, group, Duration.ofSeconds(10));
    }

    FileSizes(Repositories repositories, Function<String, Optional<String>> group, Duration patience) {
        this.group = group;
        this.patience = patience;
        this.reading = new Reading(repositories, patience.plusSeconds(5));
        this.later = new Later<>("file-sizes", 2, 64, this::sum);
    }

    /**
     * The bytes of each group, if they are there or come soon.
     *
     * @param commit full id
     */
    public Optional<Map<String, Long>> within(Duration moment, long repo, String commit) {
        String tree = reading.of(repo, opened -> opened.treeOf(commit).name());
        Key key = new Key(repo, tree);
        return Optional.ofNullable(answers.getIfPresent(key)).or(() -> later.within(moment, key));
    }

    private Map<String, Long> sum(Key key) {
        Map<String, Long> sizes = reading.of(key.repo(), opened -> {
            Sum sum = new Sum(opened, Deadline.in(patience));
            sum.add(ObjectId.fromString(key.tree()), 0);
            return Collections.unmodifiableMap(sum.sizes);
        });
        answers.put(key, sizes);
        return sizes;
    }

    @Override
    public void close() {
        later.close();
    }

    /** One walk through a tree. */
    private final class Sum {
        private final Opened repo;
        private final Deadline deadline;
        private final Map<String, Long> sizes = new HashMap<>();
        private int files;

        Sum(Opened repo, Deadline deadline) {
            this.repo = repo;
            this.deadline = deadline;
        }

        private void add(ObjectId tree, int depth) throws IOException {
            TreeCursor cursor = new TreeCursor(repo.bytes(tree, Constants.OBJ_TREE));
            while (files < MOST_FILES && !deadline.isOver() && cursor.next()) {
                Spot spot = cursor.spot();
                files++;
                if (spot.isFolder() && depth < DEEPEST) {
                    add(spot.id(), depth + 1);
                } else if (spot.kind() == Entry.Kind.FILE || spot.kind() == Entry.Kind.EXECUTABLE) {
                    count(Letters.name(cursor.name()), spot.id());
                }
            }
        }

        private void count(String name, ObjectId blob) throws IOException {
            Optional<String> found = group.apply(name);
            if (found.isPresent()) {
                long size = repo.objects().getObjectSize(blob, ObjectReader.OBJ_ANY);
                sizes.merge(found.get(), size, Long::sum);
            }
        }
    }
}
