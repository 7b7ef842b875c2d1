package starforge.git.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Where branches and tags lead. Objects never change, so what is found once holds for every repository. */
final class Targets {
    private final Cache<ObjectId, Target> known =
            Caffeine.newBuilder().maximumSize(100_000).build();

    /**
     * The end of a ref.
     *
     * @param when the outermost tag was made, or else the commit
     */
    record Target(ObjectId commit, Instant when) {}

    /** The commit an object is, or that it leads to through tags; empty when it is missing or leads elsewhere. */
    Optional<Target> of(Opened repo, ObjectId id) throws IOException {
        Target target = known.getIfPresent(id);
        if (target != null) {
            return Optional.of(target);
        }
        Optional<Target> found = peel(repo, id);
        found.ifPresent(peeled -> known.put(id.copy(), peeled));
        return found;
    }

    private static Optional<Target> peel(Opened repo, ObjectId id) throws IOException {
        try {
            Optional<Person> tagger = Optional.empty();
            ObjectId at = id;
            int type = repo.type(at);
            while (type == Constants.OBJ_TAG) {
                Headers tag = repo.headers(at, type);
                tagger = tagger.or(() -> tag.person("tagger"));
                at = tag.id("object");
                type = repo.type(at);
            }
            return type == Constants.OBJ_COMMIT
                    ? Optional.of(new Target(at.copy(), when(repo, at, tagger)))
                    : Optional.empty();
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    private static Instant when(Opened repo, ObjectId commit, Optional<Person> tagger) throws IOException {
        Person person = tagger.isPresent() ? tagger.get() : repo.commit(commit).committer();
        return person.when().toInstant();
    }
}
