package starforge.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** The files of a bare repository that are not objects (gitrepository-layout(5)). */
final class Skeleton {
    /**
     * What every repository of the forge is set to, also for whoever runs git there by hand. Nothing is collected behind our
     * back, and the forge keeps its own log instead of reflogs.
     */
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = true
            \tbare = true
            \tlogAllRefUpdates = false
            \tcommitGraph = true
            [gc]
            \tauto = 0
            """;

    private Skeleton() {}

    /** Lays out an empty repository in a folder. */
    static void lay(Path folder, String defaultBranch) throws IOException {
        Files.createDirectories(folder.resolve("objects/pack"));
        Files.createDirectories(folder.resolve("objects/info"));
        Files.createDirectories(folder.resolve("refs/heads"));
        Files.createDirectories(folder.resolve("refs/tags"));
        Files.writeString(folder.resolve("config"), CONFIG);
        Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/" + defaultBranch + "\n");
    }

    /**
     * Writes refs in one file, with what each tag points to in the end, which spares a server opening every tag when it lists
     * them (format: git-pack-refs(1)).
     *
     * @param refs already peeled
     */
    static void writePackedRefs(Path folder, Collection<Ref> refs) throws IOException {
        TreeMap<String, Ref> sorted = new TreeMap<>();
        refs.forEach(ref -> sorted.put(ref.getName(), ref));
        StringBuilder text = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        for (Ref ref : sorted.values()) {
            text.append(ref.getObjectId().name())
                    .append(' ')
                    .append(ref.getName())
                    .append('\n');
            ObjectId peeled = ref.getPeeledObjectId();
            if (peeled != null) {
                text.append('^').append(peeled.name()).append('\n');
            }
        }
        Files.writeString(folder.resolve("packed-refs"), text);
    }
}
