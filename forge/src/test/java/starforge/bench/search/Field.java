package starforge.bench.search;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import starforge.kernels.JavaKernels;
import starforge.kernels.Snapshot;
import starforge.kernels.SnapshotWriter;

/**
 * What is searched: a repository's head as a work tree, as a snapshot, and the text of the snapshot as one plain file.
 *
 * @param length bytes of text
 */
record Field(Path tree, Path snapshot, Path text, int files, long length) {
    private static final String NO_BLOB = "0".repeat(40);

    /** Makes all of it in this folder. */
    static Field of(Path repository, Path folder) throws IOException, InterruptedException {
        Path tree = folder.resolve("tree");
        Rival.said(List.of(
                "git", "clone", "-q", "--shared", repository.toAbsolutePath().toString(), tree.toString()));
        Path snapshot = folder.resolve("snapshot");
        try (SnapshotWriter writer = new SnapshotWriter(snapshot);
                Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                add(writer, tree.relativize(file).toString(), Files.readAllBytes(file));
            }
            writer.finish();
        }
        return measured(tree, snapshot, folder.resolve("text"));
    }

    private static void add(SnapshotWriter writer, String path, byte[] bytes) throws IOException {
        if (!path.startsWith(".git/") && SnapshotWriter.isText(bytes)) {
            writer.add(path, NO_BLOB, "", bytes);
        }
    }

    /** Others do not know that a file ends with a zero byte, so they get line breaks. */
    private static Field measured(Path tree, Path snapshot, Path text) throws IOException {
        try (Snapshot opened = new JavaKernels().open(snapshot);
                OutputStream out = Files.newOutputStream(text)) {
            int files = opened.entries().count();
            for (int file = 0; file < files; file++) {
                long start = opened.entries().start(file);
                out.write(opened.bytes(start, (int) (opened.entries().end(file) - start)));
                out.write('\n');
            }
            return new Field(tree, snapshot, text, files, opened.length());
        }
    }
}
