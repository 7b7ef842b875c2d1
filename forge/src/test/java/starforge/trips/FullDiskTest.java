package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** A disk that is full costs patience, and nothing that was acknowledged. */
class FullDiskTest {
    @TempDir
    private Path data;

    @Test
    void a_full_disk_is_a_503_and_loses_no_star() throws Exception {
        try (RunningForge forge = RunningForge.on(data)) {
            User mira = forge.user("mira");
            forge.repo(mira, "lantern");
        }
        long used = Files.size(data.resolve("starforge.mv.db")) / 1024;
        boolean starred = false;
        int refused = 0;
        try (ServedForge forge = ServedForge.onFullDisk(data, used + 400)) {
            Browsing browser = Browsing.at(forge.address()).signIn("mira", RunningForge.PASSWORD);
            for (int i = 0; i < 5_000 && refused == 0; i++) {
                int status = browser.postForJson("/mira/lantern/star/" + (starred ? 0 : 1), Map.of())
                        .statusCode();
                starred = (status == 200) != starred;
                refused = status == 200 ? 0 : status;
            }
        }

        assertThat(refused).isEqualTo(503);
        try (ServedForge forge = ServedForge.on(data)) {
            String stargazers = Browsing.at(forge.address())
                    .get("/mira/lantern/stargazers/")
                    .body();
            assertThat(stargazers.contains("href=\"/user/mira\"")).isEqualTo(starred);
        }
    }
}
