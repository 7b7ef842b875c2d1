package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installer of a screen in a Debian of its own, which is made the first time and kept for the next. */
class KioskChrootTest {
    private static final Path SCRIPT = Path.of("../kiosk/test/chroot.sh");
    private static final int CANNOT = 77;
    private static final long MINUTES = 25;

    @TempDir
    Path folder;

    /** Where nobody may do this, the script says why in a sentence; that is all that can be asked of it then. */
    @Test
    void it_installs_twice_starts_its_units_and_leaves_nothing_behind() throws Exception {
        Path out = folder.resolve("out");
        int exit = run(out);

        String said = Files.readString(out);
        if (exit == CANNOT) {
            assertThat(said).containsPattern("this cannot be done here: \\w+");
        } else {
            assertThat(said).contains("the units run and come back", "all well");
            assertThat(exit).isZero();
        }
    }

    private static int run(Path out) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(SCRIPT.toAbsolutePath().normalize().toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError("chroot.sh does not end:\n" + Files.readString(out));
        }
        return process.exitValue();
    }
}
