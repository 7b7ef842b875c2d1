package starforge.code;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.git.read.FileSizes;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.repos.Repo;
import starforge.repos.RepoView;

/**
 * The language that most of a repository is in, for lists. Nobody waits for it: what is not known yet is counted in the
 * background, and the next reader of the list sees it.
 */
public final class MainLanguages implements RepoView.MainLanguage {
    private final Refs refs;
    private final FileSizes sizes;
    /** "" for a repository of no language. */
    private final Cache<Key, String> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private record Key(long repo, Instant pushedAt) {}

    public MainLanguages(Refs refs, FileSizes sizes) {
        this.refs = refs;
        this.sizes = sizes;
    }

    @Override
    public Optional<String> of(Repo repo) {
        Key key = new Key(repo.id(), repo.pushedAt());
        Optional<String> language = Optional.ofNullable(known.getIfPresent(key)).or(() -> counted(repo.id()));
        language.ifPresent(name -> known.put(key, name));
        return language.filter(name -> !name.isEmpty());
    }

    private Optional<String> counted(long repo) {
        try {
            Optional<Revision> tip = refs.head(repo).flatMap(branch -> refs.resolve(repo, branch));
            return tip.flatMap(revision -> sizes.within(Duration.ZERO, repo, revision.commit()))
                    .map(MainLanguages::largest);
        } catch (Refusal damaged) {
            // A list shows what can be read, and its page says what is wrong.
            return Optional.empty();
        }
    }

    private static String largest(Map<String, Long> bytes) {
        return bytes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
