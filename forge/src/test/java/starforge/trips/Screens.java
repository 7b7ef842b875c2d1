package starforge.trips;

import java.util.List;
import starforge.proof.Actor;
import starforge.proof.FilledForge;

/** One page of each kind, and of those kinds that look different with other contents. */
final class Screens {
    private Screens() {}

    /**
     * A page to look at.
     *
     * @param name of the picture
     * @param who looks
     * @param status of the answer
     */
    record Screen(String name, Actor who, String path, int status) {}

    static List<Screen> of(FilledForge forge) {
        String commit = "/c/" + forge.git().ok(forge.work("/mira/lantern"), "rev-parse", "v1.0^{commit}");
        String later = forge.git().ok(forge.work("/mira/lantern"), "rev-parse", "v1.1~57");
        String tip = forge.git().ok(forge.work("/mira/lantern"), "rev-parse", "HEAD");
        String attack = "/c/" + forge.git().ok(forge.work("/mira/hostile"), "rev-list", "--max-parents=0", "main");
        String lantern = "/mira/lantern";
        String hostile = "/mira/hostile";
        return List.of(
                nobody("start", "/"),
                nobody("login", "/login"),
                nobody("register", "/register"),
                nobody("reset", forge.resetPath()),
                nobody("search", "/search?q=lan"),
                nobody("search-people", "/search?q=mira&type=users"),
                nobody("search-code", "/search?type=code&q=ring"),
                nobody("search-code-nothing", "/search?type=code&q=nothing-of-this-text"),
                nobody("repo-search", lantern + "/search?q=ring&path=src"),
                nobody("repo-search-empty", lantern + "/search"),
                new Screen("repo-search-wrong", Actor.NOBODY, lantern + "/search?q=(&regex=1", 422),
                nobody("go-to-file", lantern + "/search/files?q=rin"),
                nobody("hostile-go-to-file", hostile + "/search/files"),
                nobody("search-nothing", "/search?q=nothing-of-this-name"),
                nobody("person", "/user/mira"),
                nobody("person-repos", "/user/mira/repos"),
                nobody("person-forks", "/user/ravi/forks"),
                nobody("person-followers", "/user/mira/followers"),
                nobody("person-following", "/user/mira/following"),
                nobody("person-activity", "/user/mira/activity"),
                nobody("person-stars", "/user/hana/stars"),
                nobody("person-no-stars", "/user/ada/stars"),
                nobody("person-stars-slash", "/user/hana/stars/"),
                nobody("groups", "/groups"),
                nobody("group", "/group/harbour"),
                nobody("group-activity", "/group/harbour/activity"),
                nobody("search-groups", "/search?q=harbour&type=groups"),
                nobody("front", lantern),
                nobody("folder", lantern + "/tree/main/f/src"),
                nobody("folder-long", lantern + "/tree/main/f/measures"),
                nobody("file", lantern + "/blob/main/f/src/ring.rs"),
                nobody("blame", lantern + "/blame/src/ring.rs?identifier=main"),
                nobody("file-markdown", lantern + "/blob/main/f/docs/guide.md"),
                nobody("file-picture", lantern + "/blob/main/f/img/logo.svg"),
                nobody("commits", lantern + "/commits/main"),
                nobody("history", lantern + "/history/src/ring.rs?identifier=main"),
                nobody("commit", lantern + commit),
                nobody("range", lantern + "/c/v1.0.." + later),
                nobody("flag", lantern + "/flags/" + tip + "/build"),
                nobody("commit-split", lantern + commit + "?view=split"),
                nobody("range-nothing", lantern + "/c/main..main"),
                nobody("compare", lantern + "/c"),
                nobody("branches", lantern + "/branches"),
                nobody("releases", lantern + "/releases"),
                nobody("forks", lantern + "/forks"),
                nobody("activity", lantern + "/activity"),
                nobody("stargazers", lantern + "/stargazers/"),
                nobody("fork", "/fork/ravi/mira/lantern"),
                nobody("hostile-front", hostile),
                nobody("hostile-names", hostile + "/tree/main/f/names"),
                nobody("hostile-branches", hostile + "/branches"),
                nobody("hostile-releases", hostile + "/releases"),
                nobody("hostile-commits", hostile + "/commits/main"),
                nobody("hostile-commit", hostile + attack),
                nobody("hostile-file", hostile + "/blob/main/f/invalid.txt"),
                nobody("malformed", "/mira/malformed/commits/main"),
                nobody("long-line", "/tobi/long/blob/main/f/line.txt"),
                nobody("long-message", "/tobi/long/commits/main"),
                nobody("unborn", "/mira/unborn"),
                new Screen("not-found", Actor.NOBODY, "/mira/nothing", 404),
                new Screen("damaged", Actor.NOBODY, FilledForge.BROKEN, 503),
                owner("start-signed-in", "/"),
                owner("dashboard", "/dashboard"),
                stranger("heather-dashboard", "/dashboard"),
                owner("notifications", "/notifications"),
                owner("new", "/new"),
                owner("group-own", "/group/harbour"),
                owner("group-new", "/group/add"),
                owner("group-edit", "/group/harbour/edit"),
                owner("empty", "/mira/empty"),
                owner("own-front", lantern),
                owner("private-front", "/mira/" + FilledForge.VAULT),
                owner("settings", "/settings"),
                owner("settings-appearance", "/settings/appearance"),
                owner("settings-password", "/settings/password"),
                owner("settings-tokens", "/settings/tokens"),
                owner("settings-keys", "/settings/keys"),
                owner("settings-sessions", "/settings/sessions"),
                owner("settings-stars", "/settings/stars"),
                owner("own-stars", "/user/mira/stars"),
                owner("own-profile", "/user/mira"),
                owner("settings-delete", "/settings/delete"),
                owner("release-new", lantern + "/releases/new"),
                owner("release-edit", lantern + "/releases/edit/v1.0"),
                owner("repo-settings", lantern + "/settings"),
                owner("repo-settings-people", "/mira/" + FilledForge.VAULT + "/settings/people"),
                owner("repo-settings-move", lantern + "/settings/move"),
                owner("repo-settings-branches", hostile + "/settings/branches"),
                owner("repo-settings-checks", lantern + "/settings/checks"),
                owner("repo-settings-hooks", lantern + "/settings/hooks"),
                owner("repo-settings-keys", lantern + "/settings/keys"),
                owner("repo-settings-webhooks", lantern + "/settings/webhooks"),
                owner("repo-settings-webhook", lantern + FilledForge.WEBHOOK),
                owner("hostile-settings", hostile + "/settings"),
                stranger("heather-start", "/"),
                stranger("heather-front", lantern),
                stranger("heather-commit", lantern + commit),
                stranger("heather-settings", "/settings"),
                new Screen("no-right", Actor.STRANGER, lantern + "/settings", 403),
                admin("admin", "/admin"),
                admin("admin-users", "/admin/users"),
                admin("admin-user", "/admin/users/mira"),
                admin("admin-repos", "/admin/repos"),
                admin("admin-groups", "/admin/groups"),
                nobody("board", "/board/hall"),
                admin("board-closed", "/board/bureau"),
                admin("admin-boards", "/admin/boards"),
                admin("admin-board", "/admin/boards/bureau"),
                admin("admin-screens", "/admin/screens"),
                admin("admin-screen", "/admin/screens/1"),
                admin("pair", "/pair"),
                admin("pair-code", "/pair?user_code=" + forge.userCode()),
                admin("admin-jobs", "/admin/jobs"),
                admin("admin-log", "/admin/log"),
                admin("admin-appearance", "/admin/appearance"));
    }

    private static Screen nobody(String name, String path) {
        return new Screen(name, Actor.NOBODY, path, 200);
    }

    private static Screen admin(String name, String path) {
        return new Screen(name, Actor.ADMIN, path, 200);
    }

    /** Who chose the second theme. */
    private static Screen stranger(String name, String path) {
        return new Screen(name, Actor.STRANGER, path, 200);
    }

    private static Screen owner(String name, String path) {
        return new Screen(name, Actor.OWNER, path, 200);
    }
}
