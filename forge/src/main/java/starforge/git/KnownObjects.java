package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * What a repository had when a push began. JGit looks on the disk again for each object that is not there, as it could have
 * come meanwhile; for most objects of most pushes that is so, and whether they came meanwhile is all one.
 */
final class KnownObjects {
    private final ObjectDirectory objects;
    private final List<Pack> packs;
    /** By the first byte of an id: whether there are objects outside of packs. */
    private final BitSet loose = new BitSet();

    KnownObjects(ObjectDirectory objects) throws IOException {
        this.objects = objects;
        this.packs = List.copyOf(objects.getPacks());
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(objects.getDirectory().toPath(), "[0-9a-f][0-9a-f]")) {
            folders.forEach(folder -> loose.set(Integer.parseInt("" + folder.getFileName(), 16)));
        }
    }

    ObjectReader reader() {
        return objects.newReader();
    }

    boolean has(AnyObjectId id) throws IOException {
        try {
            return packs.stream().anyMatch(pack -> isIn(pack, id))
                    || (loose.get(id.getFirstByte())
                            && Files.exists(objects.fileFor(id).toPath()));
        } catch (UncheckedIOException e) {
            // A pack went, since tidying made another one of it.
            return objects.has(id);
        }
    }

    private static boolean isIn(Pack pack, AnyObjectId id) {
        try {
            return pack.hasObject(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
