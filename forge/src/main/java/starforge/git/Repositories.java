package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.util.FS;

/** The bare repositories of the forge, each in a folder named by its number, so that a rename moves nothing. */
public final class Repositories {
    private final Path root;

    /**
     * Keeps repositories in a folder.
     *
     * @param root holds {@code <id>.git}; made when it is not there
     */
    public Repositories(Path root) {
        this.root = root;
    }

    /** Opens a repository from the cache; the caller closes it. */
    Repository open(long id) {
        try {
            return RepositoryCache.open(RepositoryCache.FileKey.exact(folder(id).toFile(), FS.DETECTED), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(long id) {
        return root.resolve(id + ".git");
    }
}
