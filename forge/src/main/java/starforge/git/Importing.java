package starforge.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import starforge.access.Refusal;

/** Fills a new repository from another one. */
final class Importing {
    private static final int TIMEOUT_SECONDS = 120;

    private final URIish source;

    private Importing(URIish source) {
        this.source = source;
    }

    /** Understands a source: an http or https address, or a folder. Everything else that Git could read is refused. */
    static Importing from(String source) {
        String lower = source.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new Importing(address(source));
        }
        return new Importing(new URIish().setPath(folder(source).toString()));
    }

    private static URIish address(String source) {
        try {
            return new URIish(source);
        } catch (URISyntaxException e) {
            throw Refusal.invalid("source", "git.import.no-address");
        }
    }

    private static Path folder(String source) {
        try {
            Path path = Path.of(source).toAbsolutePath().normalize();
            if (!source.isBlank() && Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw Refusal.invalid("source", "git.import.kinds");
    }

    /** Makes the repository in a folder that is empty. */
    void into(Path folder) throws IOException {
        Skeleton.lay(folder, "main");
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
            FetchResult fetched = fetch(repository);
            dropUnwanted(repository);
            Optional<String> head = headOf(fetched);
            if (head.isPresent()) {
                DefaultBranches.point(repository, head.get());
            }
            Git.wrap(repository).packRefs().setAll(true).call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    private FetchResult fetch(Repository repository) throws IOException {
        try (Transport transport = Transport.open(repository, source)) {
            transport.setObjectChecker(Receiving.objectChecker());
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setTimeout(TIMEOUT_SECONDS);
            return transport.fetch(
                    NullProgressMonitor.INSTANCE,
                    List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*")));
        } catch (NotSupportedException e) {
            throw Refusal.invalid("source", "git.import.no-repository");
        } catch (TransportException e) {
            throw Refusal.invalid("source", "git.import.unreadable", String.valueOf(e.getMessage()));
        }
    }

    private static void dropUnwanted(Repository repository) throws IOException {
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            if (!ref.isSymbolic() && RefRules.problem(ref.getName()).isPresent()) {
                RefUpdate update = repository.updateRef(ref.getName());
                update.setForceUpdate(true);
                update.delete();
            }
        }
    }

    /** The source's default branch: what its HEAD names, or else a branch at the same commit. */
    private static Optional<String> headOf(FetchResult fetched) {
        Ref head = fetched.getAdvertisedRef(Constants.HEAD);
        if (head == null) {
            return Optional.empty();
        }
        if (head.isSymbolic()) {
            return Optional.of(Repository.shortenRefName(head.getTarget().getName()));
        }
        return fetched.getAdvertisedRefs().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                        && head.getObjectId().equals(ref.getObjectId()))
                .map(ref -> Repository.shortenRefName(ref.getName()))
                .findFirst();
    }
}
