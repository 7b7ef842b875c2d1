package starforge.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotWriterTest {
    private static final String OTHER = "ffffffffffffffffffffffffffffffffffffffff";

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read() throws IOException {
        Path file = folder.resolve("snapshot");
        try (SnapshotWriter writer = new SnapshotWriter(file)) {
            writer.add("src/größe.c", Snapshots.BLOB, "C", Snapshots.bytes("int a;\n"));
            writer.add("README", OTHER, "", new byte[0]);
            writer.add("b.c", OTHER, "C", Snapshots.bytes("x"));
            writer.finish();
        }
        Entries entries = Entries.read(file);
        assertThat(entries.count()).isEqualTo(3);
        assertThat(entries.path(0)).isEqualTo("src/größe.c");
        assertThat(entries.path(2)).isEqualTo("b.c");
        assertThat(entries.blob(0)).isEqualTo(Snapshots.BLOB);
        assertThat(entries.blob(1)).isEqualTo(OTHER);
        assertThat(entries.language(0)).isEqualTo("C");
        assertThat(entries.language(1)).isEmpty();
        assertThat(entries.language(2)).isEqualTo("C");
        assertThat(entries.ranges()).containsExactly(0, 7, 8, 8, 9, 10);
        assertThat(entries.ranges(number -> number == 2)).containsExactly(9, 10);
    }

    @Test
    void each_offset_belongs_to_one_file() throws IOException {
        Path file = Snapshots.of(
                folder, Stream.of("abc", "", "d").map(Snapshots::bytes).toList());
        Entries entries = Entries.read(file);
        int[] files = {0, 0, 0, 0, 1, 2, 2};
        for (int offset = 0; offset < files.length; offset++) {
            assertThat(entries.at(offset)).isEqualTo(files[offset]);
        }
        assertThatThrownBy(() -> entries.at(7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> entries.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_snapshot_of_many_megabytes_is_written_whole() throws IOException {
        byte[] text = Snapshots.bytes("0123456789".repeat(150_000));
        Path file = folder.resolve("snapshot");
        try (SnapshotWriter writer = new SnapshotWriter(file)) {
            writer.add("a", Snapshots.BLOB, "", text);
            writer.add("b", Snapshots.BLOB, "", text);
            long told = writer.size();
            writer.finish();
            assertThat(Files.size(file)).isBetween(told, told + 1000);
        }
        try (Snapshot snapshot = new JavaKernels().open(file)) {
            assertThat(snapshot.bytes(snapshot.entries().start(1), text.length)).isEqualTo(text);
        }
    }

    @Test
    void what_is_not_finished_leaves_nothing_and_the_old_one_stays() throws IOException {
        Path file = folder.resolve("snapshot");
        Snapshots.of(folder, List.of(Snapshots.bytes("old")));
        byte[] old = Files.readAllBytes(file);
        try (SnapshotWriter writer = new SnapshotWriter(file)) {
            writer.add("a", Snapshots.BLOB, "", Snapshots.bytes("new"));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(old);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void only_text_with_a_blob_id_is_taken() throws IOException {
        try (SnapshotWriter writer = new SnapshotWriter(folder.resolve("snapshot"))) {
            assertThatThrownBy(() -> writer.add("a", Snapshots.BLOB, "", new byte[] {'a', 0}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.add("a", "0123", "", new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
