package starforge.git.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;

/** Goes through a tree that was weighed before, and writes each entry into an archive. */
final class ArchiveWalk {
    /** What any system takes as the target of a link; a longer one is written as the file it is in Git. */
    private static final int LARGEST_LINK = 4_095;

    private final Opened repo;
    private final Archive archive;
    private final ObjectChecker checker = new ObjectChecker().setSafeForMacOS(true);

    ArchiveWalk(Opened repo, Archive archive) {
        this.repo = repo;
        this.archive = archive;
    }

    void write(ObjectId tree, String name) throws IOException {
        archive.folder(name);
        TreeCursor cursor = new TreeCursor(repo.bytes(tree, Constants.OBJ_TREE));
        while (cursor.next()) {
            repo.deadline().check();
            byte[] raw = cursor.name();
            if (isSafe(raw)) {
                entry(name + "/" + new String(raw, ISO_8859_1), cursor.spot());
            }
        }
    }

    /** The rule that pushes are held to as well; an import may have brought anything. */
    private boolean isSafe(byte[] name) {
        try {
            checker.checkPathSegment(name, 0, name.length);
            return true;
        } catch (CorruptObjectException e) {
            return false;
        }
    }

    private void entry(String name, Spot spot) throws IOException {
        switch (spot.kind()) {
            case FOLDER -> write(spot.id(), name);
            case SUBMODULE -> archive.folder(name);
            case LINK -> link(name, spot);
            default -> file(name, spot.kind() == Entry.Kind.EXECUTABLE, open(spot));
        }
    }

    private void link(String name, Spot spot) throws IOException {
        ObjectLoader blob = open(spot);
        if (blob.getSize() > LARGEST_LINK || blob.getSize() == 0) {
            file(name, false, blob);
        } else {
            archive.link(name, new String(blob.getCachedBytes(LARGEST_LINK), ISO_8859_1));
        }
    }

    private void file(String name, boolean executable, ObjectLoader blob) throws IOException {
        try (InputStream contents = blob.openStream()) {
            archive.file(name, executable, blob.getSize(), contents);
        }
    }

    private ObjectLoader open(Spot spot) throws IOException {
        return repo.objects().open(spot.id(), Constants.OBJ_BLOB);
    }
}
