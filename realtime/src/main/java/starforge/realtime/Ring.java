package starforge.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.bus.Event;
import starforge.bus.Topic;

/**
 * The newest events, without a gap, each with its text. From here a short absence is made good without the database.
 * Used under the lock of the {@link Hub}.
 */
final class Ring {
    /** So many events are kept. */
    static final int SIZE = 8192;

    /** Where {@code forked} has the name of the fork. */
    private static final String FORK = "fork";

    private final Deque<Told> newest = new ArrayDeque<>(SIZE);
    private long last;

    /** An empty ring behind a place in the log. */
    Ring(long last) {
        this.last = last;
    }

    /** The newest place in the log that is known here. */
    long last() {
        return last;
    }

    /** Adds the event behind the last one and makes its text. */
    Told add(Event event) {
        if (event.seq() != last + 1) {
            throw new IllegalArgumentException("Event " + event.seq() + " does not follow " + last);
        }
        if (newest.size() == SIZE) {
            newest.removeFirst();
        }
        if (Rights.CHANGES.contains(event.kind()) && !event.repo().isEmpty()) {
            forgetFork(event.repo());
        }
        Told told = new Told(event, Texts.event(event));
        newest.addLast(told);
        last = event.seq();
        return told;
    }

    /** Who reads a repository has changed, so that nobody is told any more of whom it is a fork. */
    private void forgetFork(String name) {
        if (newest.stream().noneMatch(told -> name.equals(told.event().data().get(FORK)))) {
            return;
        }
        List<Told> all = newest.stream()
                .map(told -> name.equals(told.event().data().get(FORK)) ? withoutFork(told.event()) : told)
                .toList();
        newest.clear();
        newest.addAll(all);
    }

    private static Told withoutFork(Event event) {
        Map<String, Object> data = new HashMap<>(event.data());
        data.remove(FORK);
        Event rest = new Event(
                event.seq(),
                event.topics(),
                event.kind(),
                event.actor(),
                event.repo(),
                event.repoId(),
                event.at(),
                Map.copyOf(data));
        return new Told(rest, Texts.event(rest));
    }

    /** Whether every event behind this place is here. */
    boolean reaches(long seq) {
        return seq <= last && seq >= last - newest.size();
    }

    /**
     * The texts of the events behind {@code after} up to {@code until} that may be told to who watches these topics, oldest
     * first.
     */
    List<Text> between(long after, long until, Set<Topic> topics, Open open) {
        return newest.stream()
                .dropWhile(told -> told.event().seq() <= after)
                .takeWhile(told -> told.event().seq() <= until)
                .filter(told -> told.isFor(topics, open))
                .map(Told::text)
                .toList();
    }

    /** An event and the message that tells it. */
    record Told(Event event, Text text) {
        boolean isFor(Set<Topic> watched, Open open) {
            return open.isToldLater(event)
                    && event.topics().stream().anyMatch(watched::contains)
                    && topics(open).stream().anyMatch(watched::contains);
        }

        /** Those of its topics by which it may be told now. */
        Set<Topic> topics(Open open) {
            return open.isOpen(event)
                    ? event.topics()
                    : event.topics().stream()
                            .filter(topic -> !Open.isOpen(topic))
                            .collect(Collectors.toSet());
        }
    }
}
