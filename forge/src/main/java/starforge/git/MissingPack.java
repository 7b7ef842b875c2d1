package starforge.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Writes a pack (gitformat-pack(5)) of what a commit needs and no branch or tag has yet. */
final class MissingPack {
    private MissingPack() {}

    /**
     * Writes it to a file.
     *
     * @param both the repository that lacks objects, opened so that they are found beside it
     */
    static void write(Repository both, ObjectId wanted, Path file) throws IOException {
        Set<ObjectId> had = both.getRefDatabase().getRefs().stream()
                .map(Ref::getObjectId)
                .filter(id -> id != null) // a default branch that is not there yet
                .collect(Collectors.toSet());
        try (PackWriter writer = new PackWriter(both);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writer.setUseBitmaps(false);
            writer.setDeltaBaseAsOffset(true);
            writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(wanted), had);
            writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
        }
    }
}
