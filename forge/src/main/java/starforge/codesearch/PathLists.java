package starforge.codesearch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import starforge.git.Repositories;
import starforge.git.read.EveryFile;

/** The paths of all files of commits, each read once while there is room. */
final class PathLists {
    private static final int MOST_LETTERS = 64 << 20;
    private static final int LETTERS_OF_A_LIST = 1_000;

    private final EveryFile files;
    private final Cache<Key, List<String>> known = Caffeine.newBuilder()
            .maximumWeight(MOST_LETTERS)
            .weigher((Key key, List<String> paths) -> LETTERS_OF_A_LIST
                    + paths.stream().mapToInt(path -> path.length() + 48).sum())
            .build();

    private record Key(long repo, String commit) {}

    PathLists(Repositories repositories) {
        this.files = new EveryFile(repositories, Duration.ofSeconds(10));
    }

    /** In the order of the trees; of the largest commits not all. */
    List<String> of(long repo, String commit) {
        return commit.equals(Snapshots.NO_COMMIT) ? List.of() : known.get(new Key(repo, commit), this::read);
    }

    private List<String> read(Key key) {
        List<String> paths = new ArrayList<>();
        files.each(key.repo(), key.commit(), SnapshotTask.MOST_FILES, file -> paths.add(file.path()));
        return List.copyOf(paths);
    }
}
