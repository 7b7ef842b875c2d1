package starforge.markup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Things that a page could show, as views of the forge look to a template. */
final class Samples {
    private Samples() {}

    /** What changed in a file: the same components that {@code git.FileDiff} and its parts have. */
    public record FileDiff(
            String oldPath,
            String newPath,
            Change change,
            String oldMode,
            String newMode,
            int added,
            int deleted,
            boolean binary,
            boolean tooBig,
            boolean collapsed,
            List<Hunk> hunks) {}

    public enum Change {
        ADDED,
        DELETED,
        MODIFIED,
        RENAMED
    }

    public record Hunk(String header, List<Line> lines) {}

    public record Line(Kind kind, int oldNo, int newNo, List<Span> spans, boolean noNewline) {}

    public enum Kind {
        CONTEXT,
        ADDED,
        DELETED
    }

    public record Span(String text, boolean changed) {}

    public record Parent(String name, String url) {}

    static Map<String, Object> repo(String name) {
        Map<String, Object> repo = new HashMap<>();
        repo.put("id", 1_042L);
        repo.put("name", name);
        repo.put("namespace", "mira");
        repo.put("forkOwner", name.startsWith("fork/") ? "tobi" : "");
        repo.put("url", "/" + name);
        repo.put("description", "A tiny message bus for small boards: one writer, many readers, no locks.");
        repo.put("private", false);
        repo.put("stars", 1_284);
        repo.put("forks", 1);
        repo.put("defaultBranch", "main");
        repo.put("starred", true);
        repo.put("starVersion", 1_300L);
        repo.put("mayWrite", true);
        repo.put("mayAdmin", true);
        repo.put("empty", false);
        repo.put("updated", "14 minutes ago");
        repo.put("cloneHttp", "https://forge.example/" + name + ".git");
        repo.put("cloneSsh", "ssh://git@forge.example/" + name + ".git");
        return repo;
    }

    static Map<String, Object> fork() {
        Map<String, Object> repo = repo("fork/tobi/mira/lantern");
        repo.put("parent", new Parent("mira/lantern", "/mira/lantern"));
        repo.put("private", true);
        repo.put("starred", false);
        return repo;
    }

    static List<Map<String, Object>> repos() {
        Map<String, Object> rich = repo("anselm/papercut");
        rich.putAll(Map.of("language", "Python", "hue", 2, "spark", List.of(3, 5, 2, 8, 13, 4, 9)));
        return List.of(repo("mira/lantern"), rich, fork());
    }

    static Map<String, Object> commit(String id, String subject, String check) {
        return Map.of(
                "id",
                id,
                "subject",
                subject,
                "url",
                "/mira/lantern/c/" + id,
                "author",
                "Mira Kovač",
                "user",
                "mira",
                "at",
                "2 days ago",
                "check",
                check);
    }

    static List<Map<String, Object>> days() {
        return List.of(
                Map.of(
                        "day",
                        "23 November 2026",
                        "commits",
                        List.of(
                                commit("e2b9104aa0", "Replay the suspend trace from issue 37", "ok"),
                                commit("b07d2aaa00", "Count missed heartbeats per reader", "bad"))),
                Map.of(
                        "day",
                        "22 November 2026",
                        "commits",
                        List.of(Map.of(
                                "id",
                                "41f3c90000",
                                "subject",
                                "",
                                "url",
                                "/c",
                                "author",
                                "<b>Eve</b>",
                                "at",
                                "3 days ago"))));
    }

    static List<Map<String, Object>> people() {
        return List.of(
                Map.of("name", "hana", "full", "Hana Sato", "at", "today", "following", true),
                Map.of("name", "tobi", "following", false),
                Map.of("name", "mira", "following", false, "at", "last week"));
    }

    static List<FileDiff> files() {
        List<Line> lines = List.of(
                new Line(Kind.CONTEXT, 1_009, 1_009, List.of(new Span("public final class Ring {", false)), false),
                new Line(Kind.DELETED, 1_010, 0, spans("    head = new ", "AtomicLong", "();"), false),
                new Line(Kind.ADDED, 0, 1_010, spans("    head = new ", "Padded<Long>", "();"), false),
                new Line(Kind.ADDED, 0, 1_011, List.of(), false),
                new Line(Kind.CONTEXT, 1_011, 1_012, List.of(new Span("}", false)), true));
        List<Hunk> hunks = List.of(new Hunk("@@ -1009,3 +1009,4 @@ class Ring", lines));
        return List.of(
                new FileDiff(
                        "src/Ring.java",
                        "src/Ring.java",
                        Change.MODIFIED,
                        "100644",
                        "100755",
                        2,
                        1,
                        false,
                        false,
                        false,
                        hunks),
                new FileDiff(
                        "old.png",
                        "new.png",
                        Change.RENAMED,
                        "100644",
                        "100644",
                        -1,
                        -1,
                        true,
                        false,
                        false,
                        List.of()),
                new FileDiff("", "big.txt", Change.ADDED, "", "100644", 9_000, 0, false, false, true, List.of()));
    }

    private static List<Span> spans(String before, String changed, String after) {
        return List.of(new Span(before, false), new Span(changed, true), new Span(after, false));
    }

    /** One event of each kind that has words of its own, and one that has none. */
    static List<Map<String, Object>> events() {
        Map<String, Object> head = Map.of("id", "9c41e7f000", "subject", "Send a heartbeat every 30 seconds");
        return List.of(
                event("pushed", Map.of("name", "beat", "change", "updated", "commits", 1_005, "heads", List.of(head))),
                event("pushed", Map.of("name", "old", "change", "deleted", "commits", 0)),
                event("created", Map.of("description", "A build tool for one-person projects.")),
                event("forked", Map.of("fork", "fork/joao/mira/lantern")),
                event("starred", Map.of("others", 4)),
                event("unstarred", Map.of()),
                event("followed", Map.of("user", "petra")),
                event("watched", Map.of()),
                event("commented", Map.of("number", 1_037, "title", "Reader stalls", "text", "I can see it as well.")),
                event("issue-opened", Map.of("number", 37, "title", "Reader stalls")),
                event("issue-closed", Map.of()),
                event("pull-opened", Map.of("number", 51, "title", "Heartbeat")),
                event("pull-merged", Map.of("number", 51, "title", "Heartbeat")),
                event("pull-closed", Map.of()),
                event("tagged", Map.of("tag", "v2.3.0")),
                event("released", Map.of("tag", "2.3.0")),
                event("checked", Map.of("result", "ok")),
                event("renamed", Map.of("to", "mira/lamp")),
                event("deleted", Map.of()),
                event("flagged", Map.of()));
    }

    private static Map<String, Object> event(String kind, Map<String, Object> data) {
        String actor = kind.equals("checked") ? "" : "tobi";
        return Map.of("kind", kind, "actor", actor, "repo", "mira/lantern", "at", "1 hour ago", "data", data);
    }

    static List<Map<String, Object>> choices() {
        return List.of(
                Map.of("name", "active", "icon", "activity", "text", "Active", "url", "/", "count", 1_284),
                Map.of("name", "stars", "icon", "star", "text", "Most stars", "url", "/?sort=stars"));
    }
}
