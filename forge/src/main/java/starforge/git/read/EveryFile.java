package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import starforge.git.Repositories;

/** All files of a commit, one after the other in the order of its trees; links and submodules are none. */
public final class EveryFile {
    private static final int DEEPEST = 300;
    private static final String MARK = "\ufeff";

    private final Reading reading;

    /** What is done with each file. */
    public interface Visitor {
        /** Is told of a file; it can be asked for its contents until this returns. */
        void at(Found file) throws IOException;
    }

    /** A file that was come to. */
    public interface Found {
        /** From the root of the repository, with slashes; such a text finds the file again. */
        String path();

        /** Id of the contents, 40 hex digits. */
        String blob();

        /** Bytes as they are stored. */
        long size() throws IOException;

        /** The contents as UTF-8 without a mark, from whatever encoding they are in; empty when they are no text. */
        Optional<byte[]> text() throws IOException;
    }

    /**
     * Gets ready.
     *
     * @param patience how long the files of one commit may take
     */
    public EveryFile(Repositories repositories, Duration patience) {
        this.reading = new Reading(repositories, patience);
    }

    /**
     * Goes through a commit.
     *
     * @param commit full id
     * @param most so many files are told of
     * @return whether that were all
     */
    public boolean each(long repo, String commit, int most, Visitor visitor) {
        return reading.of(repo, opened -> {
            Walk walk = new Walk(opened, visitor, most);
            return walk.into(opened.treeOf(commit), "", 0);
        });
    }

    private static final class Walk {
        private final Opened repo;
        private final Visitor visitor;
        private int left;

        Walk(Opened repo, Visitor visitor, int most) {
            this.repo = repo;
            this.visitor = visitor;
            this.left = most;
        }

        boolean into(ObjectId tree, String folder, int depth) throws IOException {
            TreeCursor cursor = new TreeCursor(repo.bytes(tree, Constants.OBJ_TREE));
            while (cursor.next()) {
                Spot spot = cursor.spot();
                String path = folder + Letters.name(cursor.name());
                boolean isFile = spot.kind() == Entry.Kind.FILE || spot.kind() == Entry.Kind.EXECUTABLE;
                if (isFile && left-- <= 0) {
                    return false;
                }
                if (isFile) {
                    visitor.at(new InTree(repo, path, spot.id()));
                } else if (spot.isFolder() && (depth == DEEPEST || !into(spot.id(), path + "/", depth + 1))) {
                    return false;
                }
            }
            return true;
        }
    }

    private record InTree(Opened repo, String path, ObjectId id) implements Found {
        @Override
        public String blob() {
            return id.name();
        }

        @Override
        public long size() throws IOException {
            return repo.objects().getObjectSize(id, Constants.OBJ_BLOB);
        }

        @Override
        public Optional<byte[]> text() throws IOException {
            byte[] raw = repo.bytes(id, Constants.OBJ_BLOB);
            Contents contents = new Contents(raw);
            if (contents.isBinary()) {
                return Optional.empty();
            }
            return Optional.of(
                    Letters.isUtf8(raw) && !isMarked(raw) ? raw : plain(new String(raw, contents.charset())));
        }

        private static boolean isMarked(byte[] raw) {
            return raw.length > 2 && raw[0] == (byte) 0xef && raw[1] == (byte) 0xbb && raw[2] == (byte) 0xbf;
        }

        private static byte[] plain(String text) {
            return (text.startsWith(MARK) ? text.substring(MARK.length()) : text).getBytes(UTF_8);
        }
    }
}
