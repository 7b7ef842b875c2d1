package starforge.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.words.Words;

/** A story in plain words, and where it leads: the same sentences as on pages, without their links. */
final class Told {
    private final Story story;

    Told(Story story) {
        this.story = story;
    }

    /** One sentence. */
    String sentence() {
        String place = story.repo();
        return switch (story.kind()) {
            case "pushed" -> pushed(place);
            case "forked" ->
                value("fork")
                        .map(fork -> say("feed.forked.to", place, fork))
                        .orElseGet(() -> say("feed.forked", place));
            case "followed" -> say("feed.followed.user", value("user").orElse(""));
            case "released" ->
                value("tag")
                        .map(tag -> say("feed.released.tag", place, tag))
                        .orElseGet(() -> say("feed.released", place));
            case "created", "starred", "renamed" -> say("feed." + story.kind(), place);
            default -> say("feed.changed", place);
        };
    }

    private String pushed(String place) {
        String ref = value("shown").orElse("");
        if (value("change").filter("deleted"::equals).isPresent()) {
            return say("feed.pushed.deleted", place, ref);
        }
        return story.data().get("commits") instanceof Number commits && commits.intValue() > 0
                ? say("feed.pushed.commits", place, ref, Words.english().say("count.commit", commits))
                : say("feed.pushed", place, ref);
    }

    private String say(String key, Object place, Object... more) {
        Object[] values = new Object[more.length + 2];
        values[0] = who();
        values[1] = place;
        System.arraycopy(more, 0, values, 2, more.length);
        return Words.english().say(key, values);
    }

    private String who() {
        String actor = story.actor().isEmpty() ? "Starforge" : story.actor();
        return story.data().get("others") instanceof Integer others && others > 0
                ? actor + " " + Words.english().say("feed.others", others)
                : actor;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(story.data().get(name)).map(String::valueOf);
    }

    /** The subjects of the newest commits of a push, the description of a new repository, or "". */
    String text() {
        if (story.data().get("heads") instanceof List<?> heads) {
            return heads.stream()
                    .map(head -> head instanceof Map<?, ?> values ? String.valueOf(values.get("subject")) : "")
                    .reduce("", (all, line) -> all + line + "\n")
                    .strip();
        }
        return value("description").orElse("");
    }

    /** Path of the page that shows what came of it. */
    String path() {
        String repo = "/" + story.repo();
        return switch (story.kind()) {
            case "pushed" ->
                value("commits")
                        .filter(commits -> !commits.equals("0"))
                        .flatMap(any -> value("new"))
                        .map(commit -> repo + "/c/" + commit)
                        .orElse(repo);
            case "forked" -> value("fork").map(fork -> "/" + fork).orElse(repo + "/forks");
            case "followed" -> "/user/" + value("user").orElse("");
            case "released" -> repo + "/releases";
            case "starred" -> repo + "/stargazers/";
            default -> repo;
        };
    }
}
