package starforge.repos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.RepoName;
import starforge.live.Watching;
import starforge.users.User;

/** Giving a repository to somebody else. */
class TransferTest {
    @TempDir
    private static Path data;

    private static RunningForge forge;
    private static User mira;
    private static User ben;
    private static Browsing asMira;
    private static Browsing asBen;

    @BeforeAll
    static void two_people() {
        forge = RunningForge.on(data);
        mira = forge.user("mira");
        ben = forge.user("ben");
        asMira = forge.browsing(mira);
        asBen = forge.browsing(ben);
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    private static Map<String, String> form(String to, String confirm) {
        return Map.of("new_owner", to, "confirm_transfer", confirm);
    }

    @Test
    void what_was_given_away_is_the_other_ones_and_the_old_name_is_free() {
        forge.privateRepo(mira, "gift");
        asMira.get("/mira/gift/settings/move");
        asMira.post("/mira/gift/settings/people", Map.of("user", "ben", "level", "read"));
        try (Watching watching = Watching.page(forge.address(), asMira, "/mira/gift")) {
            assertThat(asMira.post("/mira/gift/settings/transfer", form("ben", "mira/gift"))
                            .statusCode())
                    .isEqualTo(303);

            assertThat(watching.closeCode()).isBetween(4100, 4199);
        }
        assertThat(asMira.get("/ben/gift").statusCode()).isEqualTo(404);
        assertThat(asMira.get("/mira/gift").statusCode()).isEqualTo(404);
        assertThat(asBen.get("/ben/gift/settings").statusCode()).isEqualTo(200);
        forge.repo(mira, "gift");
    }

    @Test
    void a_wrong_form_gives_nothing_away() {
        forge.repo(mira, "kept");
        forge.repo(ben, "kept");
        asMira.get("/mira/kept/settings/move");
        assertThat(asMira.post("/mira/kept/settings/transfer", form("ben", "kept"))
                        .body())
                .contains("Nothing is given away.");
        assertThat(asMira.post("/mira/kept/settings/transfer", form("nobody", "mira/kept"))
                        .body())
                .contains("There is no user named nobody, and no group.");
        assertThat(asMira.post("/mira/kept/settings/transfer", form("mira", "mira/kept"))
                        .body())
                .contains("mira owns it already.");
        assertThat(asMira.post("/mira/kept/settings/transfer", form("ben", "mira/kept"))
                        .body())
                .contains("ben has a repository kept already.");
        assertThat(asMira.get("/mira/kept").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/people",
                "/rename",
                "/transfer",
                "/archive",
                "/delete",
                "/keys",
                "/keys/1/remove",
                "/branches",
                "/branches/1/remove"
            })
    void a_form_of_another_site_changes_no_settings_and_neither_does_a_stranger(String form) {
        if (!forge.desk().repos().exists(RepoName.of("mira", "own"))) {
            forge.repo(mira, "own");
        }
        Map<String, String> fields = Map.of("archived", "1", "new_name", "stolen", "confirm", "mira/own");
        assertThat(asMira.postBare("/mira/own/settings" + form, fields).statusCode())
                .isEqualTo(400);
        asBen.get("/settings");
        assertThat(asBen.post("/mira/own/settings" + form, fields).statusCode()).isEqualTo(403);
        assertThat(asMira.get("/mira/own").body()).doesNotContain("Archived");
    }

    @Test
    void a_helper_with_all_rights_cannot_give_away_what_is_not_theirs() {
        forge.repo(mira, "helped");
        asMira.get("/mira/helped/settings/people");
        asMira.post("/mira/helped/settings/people", Map.of("user", "ben", "level", "admin"));
        assertThat(asBen.get("/mira/helped/settings/move").body()).doesNotContain("confirm_transfer");
        assertThat(asBen.post("/mira/helped/settings/transfer", form("ben", "mira/helped"))
                        .statusCode())
                .isEqualTo(403);
    }
}
