package starforge.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import starforge.access.Refusal;
import starforge.git.Push;
import starforge.git.read.Commit;
import starforge.git.read.CommitDiff;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.git.read.FileDiff;
import starforge.repos.Repo;

/** What is sent: Pagure's JSON, its keys sorted. */
final class Messages {
    private static final Map<FileDiff.Change, String> LETTERS = Map.of(
            FileDiff.Change.ADDED, "A",
            FileDiff.Change.DELETED, "D",
            FileDiff.Change.MODIFIED, "M",
            FileDiff.Change.RENAMED, "R",
            FileDiff.Change.COPIED, "C");

    private final Commits commits;
    private final Diffs diffs;
    private final Supplier<String> address;
    private final ObjectMapper json =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /**
     * Gets ready.
     *
     * @param address where people reach the forge, without a slash at the end
     */
    Messages(Commits commits, Diffs diffs, Supplier<String> address) {
        this.commits = commits;
        this.diffs = diffs;
        this.address = address;
    }

    /** Where this message comes from. */
    String instance() {
        return address.get() + "/";
    }

    /** The whole body of a delivery. */
    String of(Repo repo, Delivery delivery) {
        Map<String, Object> message = new TreeMap<>(message(repo, delivery));
        message.put("pagure_instance", instance());
        message.put("project_fullname", repo.name().toString());
        Map<String, Object> body = Map.of(
                "i", delivery.id(),
                "msg", message,
                "msg_id", delivery.msgId(),
                "timestamp", delivery.madeAt().getEpochSecond(),
                "topic", delivery.topic());
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> message(Repo repo, Delivery it) {
        return switch (it.topic()) {
            case Topics.TEST -> Map.of("content", "Test message");
            case Topics.RECEIVE -> received(repo, it);
            case "git.branch.creation", "git.branch.deletion" -> moved(repo, it, "branch");
            case "git.tag.creation", "git.tag.deletion" -> moved(repo, it, "tag");
            case Topics.FLAG + "added", Topics.FLAG + "updated" -> flagged(repo, it);
            default -> about(repo, it);
        };
    }

    private Map<String, Object> received(Repo repo, Delivery it) {
        Map<String, Object> message = new TreeMap<>();
        message.put("agent", it.actor());
        message.put("repo", project(repo));
        message.put("branch", it.value("name"));
        message.put("forced", it.value("change").equals("rewound"));
        message.put("total_commits", it.happened().get("commits"));
        message.put("old_commit", it.value("old"));
        message.put("start_commit", first(repo, it));
        message.put("end_commit", it.value("new"));
        message.put("authors", authors(it));
        message.put("changed_files", files(repo, it));
        message.put("pull_request_id", null);
        return message;
    }

    private static Map<String, Object> moved(Repo repo, Delivery it, String what) {
        String rev = it.topic().endsWith("deletion") ? it.value("old") : it.value("new");
        return Map.of("agent", it.actor(), "repo", repo.name().toString(), what, it.value("name"), "rev", rev);
    }

    private Map<String, Object> flagged(Repo repo, Delivery it) {
        Map<String, Object> flag = new TreeMap<>();
        flag.put("commit_hash", it.value("commit"));
        flag.put("percent", it.happened().get("percent"));
        List.of("uid", "username", "status", "comment", "url").forEach(field -> flag.put(field, it.value(field)));
        return Map.of("agent", it.actor(), "repo", project(repo), "flag", flag);
    }

    private Map<String, Object> about(Repo repo, Delivery it) {
        Map<String, Object> message = new TreeMap<>(it.happened());
        message.remove("kind");
        message.remove("actor");
        message.put("agent", it.actor());
        message.put("project", project(repo));
        if (it.topic().equals("project.edited")) {
            message.put("fields", List.of("name"));
        }
        return message;
    }

    private static List<Map<String, String>> authors(Delivery it) {
        Set<String> names = new LinkedHashSet<>();
        if (it.happened().get("heads") instanceof List<?> heads) {
            heads.forEach(head -> names.add(head instanceof Map<?, ?> map ? String.valueOf(map.get("author")) : ""));
        }
        names.remove("");
        return names.stream().map(name -> Map.of("fullname", name)).toList();
    }

    /** The oldest of the commits that came. */
    private String first(Repo repo, Delivery it) {
        int total = it.happened().get("commits") instanceof Number number ? number.intValue() : 0;
        try {
            return commits.list(repo.id(), it.value("new"), Math.max(0, total - 1), 1).stream()
                    .findFirst()
                    .map(Commit::id)
                    .orElse(it.value("new"));
        } catch (Refusal gone) {
            return it.value("new");
        }
    }

    /** The first 300 files that changed, by their paths; none when the commits are gone or too much changed to be compared. */
    private Map<String, String> files(Repo repo, Delivery it) {
        String base = it.value("old").equals(Push.NONE) ? Diffs.EMPTY_TREE : it.value("old");
        Map<String, String> files = new TreeMap<>();
        try {
            CommitDiff diff = diffs.from(repo.id(), base, it.value("new"));
            diff.files().forEach(file -> files.put(file.newPath(), LETTERS.getOrDefault(file.change(), "M")));
        } catch (Refusal gone) {
            files.clear();
        }
        return files;
    }

    private Map<String, Object> project(Repo repo) {
        String path = repo.name().toString();
        return Map.of(
                "id", repo.id(),
                "name", repo.name().name(),
                "fullname", path,
                "namespace", repo.prefix(),
                "url_path", path,
                "full_url", address.get() + repo.url(),
                "description", repo.description(),
                "private", repo.isPrivate(),
                "user", Map.of("name", repo.owner()));
    }
}
