package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Refusal.Reason;
import starforge.db.Database;

/** The database has one door, and that is this process; that it starts no server of H2, ArchitectureTest holds. */
class DatabaseStaysShutTest {
    @TempDir
    static Path folder;

    @Test
    void the_way_to_it_can_hold_no_settings() throws IOException {
        Path tricky = folder.resolve("x;INIT=CREATE ALIAS SHOUT FOR 'java.lang.System.exit'");
        assertThat(BareForge.refusal(() -> Database.open(tricky))).isEqualTo(Reason.INVALID);
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.filter(file -> file.getFileName().toString().startsWith("x")))
                    .isEmpty();
        }
    }

    @Test
    void its_file_is_read_by_its_owner_alone_wherever_it_lies() throws IOException {
        Path open = Files.createDirectories(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Database.open(open).close();
        Database.open(open).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve("starforge.mv.db"))))
                .isEqualTo("rw-------");
    }
}
