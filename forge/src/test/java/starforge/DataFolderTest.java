package starforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may enter the folder that holds everything. */
class DataFolderTest {
    @TempDir
    private Path place;

    private String taken(Path folder) throws IOException {
        DataFolder.take(folder).orElseThrow().close();
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    private Path open(String name) throws IOException {
        Path folder = Files.createDirectories(place.resolve(name));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x--x"));
    }

    @Test
    void new_folder_is_its_owners_alone() throws IOException {
        assertThat(taken(place.resolve("new"))).isEqualTo("rwx------");
    }

    @Test
    void empty_folder_made_beforehand_is_closed() throws IOException {
        assertThat(taken(open("empty"))).isEqualTo("rwx------");
    }

    @Test
    void folder_in_use_stays_as_its_owner_wants_it() throws IOException {
        Path used = open("used");
        Files.writeString(used.resolve("starforge.properties"), "port=80\n");
        assertThat(taken(used)).isEqualTo("rwxr-x--x");
    }
}
