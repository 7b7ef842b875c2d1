package starforge.boards.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import starforge.bus.Event;
import starforge.words.Words;

/**
 * One line of what happened: an event, or several of a kind in a row as one.
 *
 * @param first the oldest of them, by which a page knows the line again
 * @param event the newest
 * @param people who did it
 * @param commits that were pushed together
 */
public record Row(long first, Event event, Set<String> people, int commits) {
    /** What is shown; all else is nothing to look up for, or nobody's business. */
    static final Set<String> KINDS = Set.of(
            "pushed",
            "created",
            "forked",
            "starred",
            "released",
            "tagged",
            "commented",
            "issue-opened",
            "issue-closed",
            "pull-opened",
            "pull-merged",
            "pull-closed");

    private static final Duration TOGETHER = Duration.ofHours(1);

    /** Makes lines of events, newest first in both. */
    static List<Row> of(List<Event> events, int most) {
        List<Row> rows = new ArrayList<>();
        for (Event event : events) {
            Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            if (last != null && last.goesWith(event)) {
                rows.set(rows.size() - 1, last.with(event));
            } else if (rows.size() < most) {
                rows.add(new Row(event.seq(), event, Set.of(event.actor()), commits(event)));
            } else {
                break;
            }
        }
        return rows;
    }

    /** Stars for one repository, and pushes of one person to it within an hour, are one line. */
    private boolean goesWith(Event older) {
        boolean sameKind = older.kind().equals(event.kind()) && older.repoId() == event.repoId();
        boolean soon = Duration.between(older.at(), event.at()).compareTo(TOGETHER) <= 0;
        return sameKind
                && (event.kind().equals("starred")
                        || (event.kind().equals("pushed")
                                && soon
                                && older.actor().equals(event.actor())));
    }

    private Row with(Event older) {
        Set<String> all = new HashSet<>(people);
        all.add(older.actor());
        return new Row(older.seq(), event, all, commits + commits(older));
    }

    private static int commits(Event event) {
        return event.data().get("commits") instanceof Number number ? number.intValue() : 0;
    }

    /** People beside the one of the newest event. */
    public int others() {
        return people.size() - 1;
    }

    /** Numbers that say more, or "". */
    public String figure() {
        return switch (event.kind()) {
            case "pushed" -> commits > 0 ? Words.english().say("count.commit", commits) : "";
            case "starred" ->
                event.data().get("count") instanceof Number stars
                        ? Words.english().say("boards.stars", stars)
                        : "";
            default -> "";
        };
    }

    /** What somebody wrote: a subject, a title, the name of a release; "" when there is none. */
    public String text() {
        if (event.data().get("heads") instanceof List<?> heads
                && !heads.isEmpty()
                && heads.get(0) instanceof Map<?, ?> head) {
            return String.valueOf(head.get("subject"));
        }
        Object said = event.data().getOrDefault("title", event.data().getOrDefault("tag", ""));
        return said.toString();
    }
}
