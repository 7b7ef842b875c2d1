package starforge.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Many tracks of the log as one, newest first. One statement for each way finds where every track begins; a track is read, a
 * few events at a time, only when its next event is the newest of all. So the cost is the number of tracks and of the events
 * that are wanted, whatever the size of the log.
 */
final class Merge implements Marks {
    /** Read of a track when its turn comes. */
    private static final int FEW = 8;
    /** Read of a track that gave so many already. */
    private static final int MORE = 40;

    private final FeedTable table;
    private final PriorityQueue<Ahead> all =
            new PriorityQueue<>(Comparator.comparingLong(Ahead::next).reversed());

    private long last = Long.MAX_VALUE;

    /** A track and what is known of it: the place of its next event, and that event when it was read. */
    private record Ahead(Track track, long next, Deque<Mark> read) {}

    /** Begins before a place in the log. */
    Merge(FeedTable table, Handle handle, List<Track> tracks, long before) {
        this.table = table;
        Map<Track.Way, List<Long>> ways = tracks.stream()
                .collect(Collectors.groupingBy(Track::way, Collectors.mapping(Track::id, Collectors.toList())));
        ways.forEach((way, ids) -> table.newest(handle, way, ids, before)
                .forEach((id, place) ->
                        all.add(new Ahead(new Track(way.side(), id, way.kind()), place, new ArrayDeque<>()))));
    }

    @Override
    public List<Mark> next(Handle handle, int count) {
        List<Mark> found = new ArrayList<>();
        while (found.size() < count && !all.isEmpty()) {
            Ahead first = all.remove();
            Deque<Mark> read = first.read().isEmpty()
                    ? new ArrayDeque<>(table.marks(handle, first.track(), first.next() + 1, FEW))
                    : first.read();
            if (!read.isEmpty()) {
                take(read.removeFirst(), found);
                goOn(handle, first.track(), read);
            }
        }
        return found;
    }

    private void take(Mark mark, List<Mark> found) {
        if (mark.seq() < last) {
            last = mark.seq();
            found.add(mark);
        }
    }

    /** Puts a track back whose newest event was taken; at the end of what was read, it is read on when its turn comes. */
    private void goOn(Handle handle, Track track, Deque<Mark> read) {
        List<Mark> more = read.isEmpty() ? table.marks(handle, track, last, MORE) : List.of();
        read.addAll(more);
        if (!read.isEmpty()) {
            all.add(new Ahead(track, read.getFirst().seq(), read));
        }
    }

    @Override
    public boolean isAtEnd() {
        return all.isEmpty();
    }
}
