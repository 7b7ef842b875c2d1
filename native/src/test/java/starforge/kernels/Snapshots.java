package starforge.kernels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Snapshots for tests. */
final class Snapshots {
    static final String BLOB = "0123456789abcdef0123456789abcdef01234567";

    private Snapshots() {}

    /** Writes a snapshot of files with these texts, named 0, 1, 2, ... */
    static Path of(Path folder, List<byte[]> texts) throws IOException {
        Path file = folder.resolve("snapshot");
        try (SnapshotWriter writer = new SnapshotWriter(file)) {
            for (int i = 0; i < texts.size(); i++) {
                writer.add(Integer.toString(i), BLOB, i % 2 == 0 ? "C" : "Java", texts.get(i));
            }
            writer.finish();
        }
        return file;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
