package starforge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.live.Watching;
import starforge.users.User;

class InboxPagesTest {
    @TempDir
    private static Path folder;

    @Test
    void a_mention_in_a_real_push_rings_the_bell_of_the_one_it_names() throws Exception {
        RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
        try (RunningForge forge = RunningForge.on(Files.createDirectories(folder.resolve("data")))) {
            User mira = forge.user("mira");
            forge.repo(mira, "lantern");
            Browsing ravi = forge.browsing(forge.user("ravi"));
            assertThat(ravi.get("/notifications").body()).contains("Nothing to tell you");
            try (Watching bell = Watching.page(forge.address(), ravi, "/settings")) {
                Path work = git.init(folder.resolve("work"));
                Files.writeString(work.resolve("a.txt"), "one");
                git.ok(work, "add", ".");
                git.ok(work, "commit", "-q", "-m", "Begin", "-m", "As @Ravi. and not nobody@hana.example said");
                String remote = forge.address().replace("://", "://mira:correct%20horse@");
                git.ok(work, "push", "-q", remote + "/mira/lantern.git", "HEAD:main");
                assertThat(bell.next("\"noted\"")).contains("\"inbox:").doesNotContain("lantern");
            }
            String page = ravi.get("/notifications").body();
            assertThat(page).contains("You are mentioned.", "href=\"/mira/lantern\"", "Notifications, 1 unread");
            String seq = page.replaceAll("(?s).*action=\"/notifications/(\\d+)/read\".*", "$1");
            assertThat(ravi.post("/notifications/" + seq + "/read", Map.of()).statusCode())
                    .isEqualTo(303);
            assertThat(ravi.get("/notifications?show=unread").body())
                    .contains("Nothing to tell you", "Notifications, 0 unread");
            assertThat(ravi.get("/notifications").body()).contains("You are mentioned.");
            assertThat(ravi.post("/notifications/read", Map.of("seq", "x")).statusCode())
                    .isEqualTo(400);
            Browsing hana = forge.browsing(forge.user("hana"));
            assertThat(hana.get("/notifications").body()).contains("Nothing to tell you");
            String inbox = page.replaceAll("(?s).*data-topic=\"(inbox:\\d+)\".*", "$1");
            assertThat(hana.postForJson("/-/live/token", Map.of("topics", inbox))
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
