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
import starforge.git.RealGit;
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

    @Test
    void text_that_has_no_room_is_told_to_who_searches_and_leaves_nothing_half_written() throws Exception {
        Path home = Files.createDirectories(data.resolve("home"));
        Path forgeData = Files.createDirectories(data.resolve("forge"));
        long id;
        try (RunningForge forge = RunningForge.on(forgeData)) {
            id = forge.repo(forge.user("mira"), "lantern").id();
        }
        RealGit git = new RealGit(home);
        Path bare = forgeData.resolve("git/" + id + ".git");
        for (int i = 0; i < 20; i++) {
            String text = "lamp " + "x".repeat(500_000);
            git.okWith(
                    bare,
                    "commit refs/heads/main\ncommitter M <m@e.example> 1800000000 +0000\ndata 0\n"
                            + (i > 0 ? "from refs/heads/main^0\n" : "") + "M 644 inline f" + i + "\ndata "
                            + text.length() + "\n" + text + "\n",
                    "fast-import",
                    "--quiet");
        }
        long used = Files.size(forgeData.resolve("starforge.mv.db")) / 1024;
        try (ServedForge forge = ServedForge.onFullDisk(forgeData, used + 6_000)) {
            Browsing browser = Browsing.at(forge.address());
            String page = browser.get("/mira/lantern/search?q=lamp").body();
            for (int i = 0; i < 3 && !page.contains("disk of this forge is full"); i++) {
                page = browser.get("/mira/lantern/search?q=lamp").body();
            }
            assertThat(page).contains("disk of this forge is full");
        }
        assertThat(forgeData.resolve("search")).isEmptyDirectory();
    }
}
