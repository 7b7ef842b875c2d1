package starforge.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.live.Watching;

/** An ask is a job: administrators see it and may not cancel what has ended. */
class JobPagesTest {
    @TempDir
    Path folder;

    private RunningForge forge;

    @BeforeEach
    void a_forge() {
        forge = RunningForge.on(folder);
        forge.repo(forge.user("mira"), "lantern");
        forge.admin("ada");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private String ask() {
        Browsing mira = forge.browsing().signIn("mira", RunningForge.PASSWORD);
        try (Watching asker = Watching.page(forge.address(), mira, "/mira/lantern")) {
            asker.say("{\"op\":\"ask\",\"id\":\"q1\",\"what\":\"ping-job\",\"args\":{\"say\":\"hello\"}}");
            Matcher job = Pattern.compile("\"job\":(\\d+)").matcher(asker.next("\"accepted\""));
            assertThat(job.find()).isTrue();
            assertThat(asker.next("\"done\"")).contains("\"job:" + job.group(1) + "\"", "\"say\":\"hello\"");
            return job.group(1);
        }
    }

    @Test
    void administrators_see_what_was_done_for_whom() {
        String job = ask();
        Browsing ada = forge.browsing().signIn("ada", RunningForge.PASSWORD);
        assertThat(ada.get("/admin/jobs?list=ended").body()).contains("ping-job", "Job " + job, "asked for by mira");
        assertThat(ada.get("/admin/jobs").body()).contains("Nothing waits and nothing runs");
    }

    @Test
    void what_has_ended_is_neither_cancelled_nor_tried_again() {
        String job = ask();
        Browsing ada = forge.browsing().signIn("ada", RunningForge.PASSWORD);
        ada.get("/admin/jobs");
        assertThat(ada.post("/admin/jobs/" + job + "/cancel", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(ada.post("/admin/jobs/" + job + "/retry", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(ada.post("/admin/jobs/x/retry", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_else_sees_them() {
        Browsing mira = forge.browsing().signIn("mira", RunningForge.PASSWORD);
        assertThat(mira.get("/admin/jobs").statusCode()).isEqualTo(403);
    }
}
