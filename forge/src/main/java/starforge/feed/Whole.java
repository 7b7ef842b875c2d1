package starforge.feed;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** All news of the log. */
final class Whole implements Marks {
    private final FeedTable table;
    private long before;
    private boolean isAtEnd;

    /** Begins before a place in the log. */
    Whole(FeedTable table, long before) {
        this.table = table;
        this.before = before;
    }

    @Override
    public List<Mark> next(Handle handle, int count) {
        List<Mark> found = table.all(handle, before, count);
        isAtEnd = found.size() < count;
        before = found.isEmpty() ? before : found.get(found.size() - 1).seq();
        return found;
    }

    @Override
    public boolean isAtEnd() {
        return isAtEnd;
    }
}
