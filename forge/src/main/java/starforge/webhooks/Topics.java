package starforge.webhooks;

import java.util.List;
import java.util.Map;

/** What events are called in Pagure's words; what Pagure has no word for is named in its manner. */
final class Topics {
    static final String TEST = "Test.notification";
    static final String RECEIVE = "git.receive";
    /** And what became of it: {@code added} or {@code updated}. */
    static final String FLAG = "commit.flag.";

    private static final Map<String, String> NAMES = Map.of(
            "forked", "project.forked",
            "starred", "project.starred",
            "unstarred", "project.unstarred",
            "released", "project.released",
            "checked", "project.checked",
            "renamed", "project.edited");

    private Topics() {}

    /** The topics that tell of an event: a new branch is told as such, and as the commits it brings. */
    static List<String> of(String kind, Map<String, Object> data) {
        if (kind.equals("flagged")) {
            return List.of(FLAG + data.get("change"));
        }
        if (!kind.equals("pushed")) {
            return NAMES.containsKey(kind) ? List.of(NAMES.getOrDefault(kind, "")) : List.of();
        }
        boolean isTag = String.valueOf(data.get("ref")).startsWith("refs/tags/");
        String what = isTag ? "git.tag." : "git.branch.";
        return switch (String.valueOf(data.get("change"))) {
            case "created" -> isTag ? List.of(what + "creation") : List.of(what + "creation", RECEIVE);
            case "deleted" -> List.of(what + "deletion");
            default -> List.of(isTag ? what + "creation" : RECEIVE);
        };
    }
}
