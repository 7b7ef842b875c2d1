package starforge.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Many tracks of the log as one, newest first. One statement for each way finds where every track begins, and one how those
 * go on that are the newest; a track is read further only when its turn comes again. So the cost is the number of tracks and
 * of the events that are wanted, whatever the size of the log.
 */
final class Merge implements Marks {
    /** So many tracks are looked at one event deep, and further those alone that are the newest. */
    private static final int MANY = 40;
    /** Known of a track that is among the newest. */
    private static final int FEW = 4;
    /** Read of a track that gave so many already. */
    private static final int MORE = 40;

    private final FeedTable table;
    private final PriorityQueue<Ahead> all =
            new PriorityQueue<>(Comparator.comparingLong(Ahead::next).reversed());

    private long last;

    /** A track and the places where it goes on, as far as they are known: one at least, newest first. */
    private record Ahead(Track track, Deque<Long> places) {
        long next() {
            return places.getFirst();
        }
    }

    /** Begins before a place in the log. */
    Merge(FeedTable table, Handle handle, List<Track> tracks, long before) {
        this.table = table;
        this.last = before;
        find(handle, tracks, tracks.size() < MANY ? FEW : 1);
    }

    /** Puts tracks back with their next places. */
    private void find(Handle handle, List<Track> tracks, int most) {
        Map<Track.Way, List<Long>> ways = tracks.stream()
                .collect(Collectors.groupingBy(Track::way, Collectors.mapping(Track::id, Collectors.toList())));
        ways.forEach((way, ids) -> table.newest(handle, way, ids, last, most)
                .forEach((id, places) ->
                        all.add(new Ahead(new Track(way.side(), id, way.kind()), new ArrayDeque<>(places)))));
    }

    @Override
    public List<Mark> next(Handle handle, int count) {
        lookAhead(handle, count);
        List<Long> found = new ArrayList<>();
        while (found.size() < count && !all.isEmpty()) {
            Ahead first = all.remove();
            long place = first.places().removeFirst();
            if (place < last) {
                last = place;
                found.add(place);
            }
            goOn(handle, first);
        }
        return found.isEmpty() ? List.of() : table.at(handle, found);
    }

    /** Finds how those go on that will give the next events, and of which one place alone is known. */
    private void lookAhead(Handle handle, int count) {
        List<Ahead> newest =
                Stream.generate(all::poll).limit(Math.min(count, all.size())).toList();
        find(handle, newest.stream().filter(Merge::isBare).map(Ahead::track).toList(), FEW);
        newest.stream().filter(ahead -> !isBare(ahead)).forEach(all::add);
    }

    private static boolean isBare(Ahead ahead) {
        return ahead.places().size() == 1;
    }

    /** Puts a track back after an event was taken; at the end of what is known it is read on. */
    private void goOn(Handle handle, Ahead ahead) {
        if (ahead.places().isEmpty()) {
            ahead.places().addAll(table.newest(handle, ahead.track(), last, MORE));
        }
        if (!ahead.places().isEmpty()) {
            all.add(ahead);
        }
    }

    @Override
    public boolean isAtEnd() {
        return all.isEmpty();
    }
}
