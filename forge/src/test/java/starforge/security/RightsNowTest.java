package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.live.Watching;
import starforge.repos.Repo;
import starforge.users.User;

/**
 * The table of who acted, where it is told, and what changed then: whatever a reader may see no longer is gone from every
 * list, count, feed, notification and stream at once, for pages asked for anew and for sockets that are open.
 */
class RightsNowTest {
    @TempDir
    private static Path folder;

    private static RunningForge forge;
    private static User mira;
    private static Browsing asMira;
    private static Browsing asAda;

    /** What ends the right to see something. */
    enum Change {
        MADE_PRIVATE,
        COLLABORATOR_REMOVED,
        USER_BLOCKED,
        USER_DELETED,
        REPOSITORY_DELETED;

        boolean isOfPerson() {
            return this == USER_BLOCKED || this == USER_DELETED;
        }
    }

    @BeforeAll
    static void people() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        mira = forge.user("mira");
        asMira = forge.browsing(mira);
        asAda = forge.browsing(forge.admin("ada"));
    }

    @AfterAll
    static void the_end() {
        forge.close();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void what_may_be_seen_no_longer_is_nowhere(Change change) {
        String word = "w" + List.of(Change.values()).indexOf(change);
        User actor = forge.user(word + "actor");
        User reader = forge.user(word + "reader");
        Repo repo = change == Change.COLLABORATOR_REMOVED
                ? forge.privateRepo(mira, word + "repo")
                : forge.repo(mira, word + "repo");
        Gate.Entry entry = BareForge.entry(repo);
        if (repo.isPrivate()) {
            Stream.of(actor, reader)
                    .forEach(user -> forge.desk().repos().collaborator(mira.identity(), entry, user.id(), Level.READ));
        }
        long before = asAda.get("/-/events?after=0").body().lines().count();
        Browsing asActor = forge.browsing(actor);
        Browsing asReader = forge.browsing(reader);
        asReader.post("/user/" + actor.name() + "/follow/1", Map.of());
        asReader.post(repo.url() + "/watch/settings/3", Map.of());
        asReader.post(repo.url() + "/star/1", Map.of());
        Watching page = Watching.page(forge.address(), asReader, repo.url());
        asActor.post(repo.url() + "/star/1", Map.of());
        asActor.post("/user/mira/follow/1", Map.of());
        page.next("\"starred\"");

        String hidden = change.isOfPerson() ? actor.name() : repo.name().toString();
        List<String> surfaces = change.isOfPerson()
                ? List.of(
                        "/dashboard",
                        repo.url() + "/activity",
                        repo.url() + "/activity.atom",
                        "/activity.atom",
                        "/notifications",
                        "/-/events?after=0",
                        repo.url() + "/stargazers/",
                        "/user/mira/followers",
                        "/user/" + reader.name() + "/following")
                : List.of(
                        "/dashboard",
                        "/user/" + actor.name() + "/activity",
                        "/user/" + actor.name() + "/activity.atom",
                        "/activity.atom",
                        "/notifications",
                        "/-/events?after=0",
                        "/user/" + actor.name() + "/stars",
                        "/user/" + reader.name() + "/stars",
                        "/user/mira",
                        "/");
        for (String surface : surfaces) {
            assertThat(shown(asReader, surface)).as(surface + " before").contains(hidden);
        }
        assertThat(asReader.get("/settings").body()).contains("Notifications, 1 unread");

        String topics = "repo:" + repo.id() + " public user:mira user:" + reader.name();
        Supplier<String> missed = () -> Watching.missed(forge.address(), asReader, topics, before);
        assertThat(missed.get())
                .as("missed before")
                .contains("\"actor\":\"" + actor.name(), "\"user\":\"" + actor.name());

        bring(change, repo, entry, actor, reader);

        for (String surface : surfaces) {
            assertThat(shown(asReader, surface)).as(surface + " after").doesNotContain(hidden);
        }
        assertThat(asReader.get("/settings").body()).contains("Notifications, 0 unread");
        if (change.isOfPerson()) {
            assertThat(missed.get()).as("missed after").doesNotContain("\"actor\":\"" + hidden, "\"user\":\"" + hidden);
            assertThat(asReader.get(repo.url()).body()).contains("aria-label=\"1 stargazer\"");
        } else {
            assertThat(asReader.get(repo.url()).statusCode()).isEqualTo(404);
            assertThat(page.closeCode()).as("the open socket").isBetween(4100, 4199);
        }
        page.close();
    }

    /** A page without what it says of its own address. */
    private static String shown(Browsing browser, String surface) {
        return browser.get(surface).body().replaceAll("data-topics?=\"[^\"]*\"", "");
    }

    private static void bring(Change change, Repo repo, Gate.Entry entry, User actor, User reader) {
        asMira.get("/settings");
        asAda.get("/admin");
        switch (change) {
            case MADE_PRIVATE -> asMira.post(repo.url() + "/settings", Map.of("description", "", "private", "1"));
            case COLLABORATOR_REMOVED ->
                forge.desk().repos().collaborator(mira.identity(), entry, reader.id(), Level.NONE);
            case USER_BLOCKED -> asAda.post("/admin/users/" + actor.name() + "/block", Map.of("blocked", "1"));
            case USER_DELETED ->
                asAda.post("/admin/users/" + actor.name() + "/delete", Map.of("confirm", actor.name()));
            case REPOSITORY_DELETED ->
                asMira.post(
                        repo.url() + "/settings/delete",
                        Map.of("confirm", repo.name().toString()));
        }
    }
}
