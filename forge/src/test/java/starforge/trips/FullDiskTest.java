package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.users.User;

/** A disk that is full costs patience, and nothing that was acknowledged. */
class FullDiskTest {
    private static final int REPOS = 200;

    @TempDir
    private Path data;

    @Test
    void a_full_disk_is_a_503_and_loses_no_star() throws Exception {
        try (RunningForge forge = RunningForge.on(data)) {
            User mira = forge.user("mira");
            for (int i = 0; i < REPOS; i++) {
                forge.repo(mira, "r" + i);
            }
        }
        long used = Files.size(data.resolve("starforge.mv.db")) / 1024;
        List<String> acknowledged = new ArrayList<>();
        int refused = 0;
        try (ServedForge forge = ServedForge.onFullDisk(data, used + 200)) {
            Browsing browser = Browsing.at(forge.address()).signIn("mira", RunningForge.PASSWORD);
            for (int i = 0; i < REPOS && refused == 0; i++) {
                String repo = "mira/r" + i;
                int status =
                        browser.postForJson("/" + repo + "/star/1", Map.of()).statusCode();
                if (status == 200) {
                    acknowledged.add(repo);
                } else {
                    refused = status;
                }
            }
        }

        assertThat(refused).isEqualTo(503);
        try (ServedForge forge = ServedForge.on(data)) {
            Browsing browser = Browsing.at(forge.address());
            for (String repo : acknowledged) {
                assertThat(browser.get("/" + repo + "/stargazers/").body()).contains("href=\"/user/mira\"");
            }
        }
    }
}
