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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.RepoName;
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
    private static Browsing asAda;

    /** What ends the right to see something. */
    enum Change {
        MADE_PRIVATE,
        COLLABORATOR_REMOVED,
        USER_BLOCKED,
        USER_DELETED,
        OWNER_BLOCKED,
        REPOSITORY_DELETED;

        boolean isOfPerson() {
            return this == USER_BLOCKED || this == USER_DELETED;
        }
    }

    @BeforeAll
    static void people() throws Exception {
        forge = RunningForge.on(Files.createDirectories(folder.resolve("data")));
        mira = forge.user("mira");
        forge.repo(mira, "other");
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
        User owner = forge.user(word + "owner");
        Repo repo = change == Change.COLLABORATOR_REMOVED
                ? forge.privateRepo(owner, word + "repo")
                : forge.repo(owner, word + "repo");
        Gate.Entry entry = BareForge.entry(repo);
        if (repo.isPrivate()) {
            Stream.of(actor, reader)
                    .forEach(user -> forge.collaborators().let(owner.identity(), entry, user, Level.READ));
        }
        long before = asAda.get("/-/events?after=0").body().lines().count();
        Browsing asActor = forge.browsing(actor);
        Browsing asReader = forge.browsing(reader);
        asReader.post("/user/" + actor.name() + "/follow/1", Map.of());
        asReader.post(repo.url() + "/watch/settings/3", Map.of());
        asReader.post(repo.url() + "/star/1", Map.of());
        asReader.post("/mira/other/star/1", Map.of());
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
                        "/",
                        "/search?type=users&q=actor",
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
                        "/user/" + owner.name(),
                        "/mira/other/stargazers/",
                        "/search?q=" + repo.name().name(),
                        "/settings/stars.json",
                        "/?sort=newest",
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

        bring(change, repo, owner, actor, reader);

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

    private static void bring(Change change, Repo repo, User owner, User actor, User reader) {
        Browsing asOwner = forge.browsing(owner);
        asAda.get("/admin");
        switch (change) {
            case MADE_PRIVATE -> asOwner.post(repo.url() + "/settings", Map.of("description", "", "private", "1"));
            case COLLABORATOR_REMOVED ->
                forge.collaborators().let(owner.identity(), BareForge.entry(repo), reader, Level.NONE);
            case USER_BLOCKED -> block(actor, true);
            case USER_DELETED ->
                asAda.post("/admin/users/" + actor.name() + "/delete", Map.of("confirm", actor.name()));
            case OWNER_BLOCKED -> block(owner, true);
            case REPOSITORY_DELETED ->
                asOwner.post(
                        repo.url() + "/settings/delete",
                        Map.of("confirm", repo.name().toString()));
        }
    }

    private static void block(User user, boolean blocked) {
        asAda.get("/admin");
        asAda.post("/admin/users/" + user.name() + "/block", Map.of("blocked", blocked ? "1" : "0"));
    }

    /** Where a repository, and a fork of another one, can be met. */
    private static List<String> surfaces(User owner, User fan, Repo repo, Repo fork) {
        return List.of(
                "/",
                "/?sort=stars",
                "/user/" + owner.name(),
                "/user/" + owner.name() + "/forks",
                "/user/" + owner.name() + "/activity",
                "/user/" + owner.name() + "/activity.atom",
                "/user/" + fan.name() + "/stars",
                "/activity.atom",
                "/-/events?after=0",
                "/search?q=" + repo.name().name(),
                "/mira/other/forks",
                "/mira/other/activity",
                "/mira/other/stargazers/",
                repo.url(),
                repo.url() + "/activity.atom",
                repo.url() + "/stargazers/",
                repo.url() + ".git/info/refs?service=git-upload-pack",
                fork.url());
    }

    @Test
    void what_a_blocked_person_owns_is_for_its_people_and_for_administrators_until_they_are_let_in_again() {
        User owner = forge.user("olga");
        User fan = forge.user("fan");
        Repo repo = forge.repo(owner, "lamp");
        Gate.Entry other = forge.desk()
                .repos()
                .require(mira.identity(), RepoName.parse("mira/other").orElseThrow(), Level.READ);
        Repo fork = forge.desk().newRepos().fork(owner.identity(), other);
        User helper = forge.user("helper");
        forge.collaborators().let(owner.identity(), BareForge.entry(repo), helper, Level.WRITE);
        Browsing asFan = forge.browsing(fan);
        asFan.get("/settings");
        asFan.post(repo.url() + "/star/1", Map.of());
        asFan.post("/mira/other/star/1", Map.of());
        List<Browsing> strangers = List.of(forge.browsing(), asFan);
        List<Browsing> insiders = List.of(asAda, forge.browsing(helper));
        List<String> surfaces = surfaces(owner, fan, repo, fork);
        Watching page = Watching.page(forge.address(), asFan, fork.url());
        assertThat(met(asFan, surfaces)).containsExactlyElementsOf(surfaces);
        assertThat(asFan.get("/mira/other").body()).contains(">1 fork<");

        block(owner, true);

        strangers.forEach(stranger -> assertThat(met(stranger, surfaces)).isEmpty());
        assertThat(page.closeCode()).as("the open socket").isBetween(4100, 4199);
        page.close();
        assertThat(asFan.get("/mira/other").body()).doesNotContain(">1 fork<");
        insiders.forEach(insider -> {
            assertThat(insider.get(repo.url()).body()).contains("Owner blocked");
            assertThat(met(insider, List.of("/", "/user/fan/stars", "/search?q=lamp", repo.url() + "/stargazers/")))
                    .hasSize(4);
        });
        assertThat(asAda.get("/user/olga").statusCode()).isEqualTo(200);

        block(owner, false);

        assertThat(met(forge.browsing(), surfaces)).containsExactlyElementsOf(surfaces);
        assertThat(asFan.get("/mira/other").body()).contains(">1 fork<");
    }

    /** On which of these pages somebody meets what is of olga. */
    private static List<String> met(Browsing browser, List<String> surfaces) {
        return surfaces.stream()
                .filter(surface -> browser.get(surface).statusCode() == 200)
                .filter(surface -> surface.contains("info/refs")
                        || shown(browser, surface)
                                .replace("/search?q=lamp", "")
                                .matches("(?s).*(olga/lamp|fork/olga).*"))
                .toList();
    }
}
