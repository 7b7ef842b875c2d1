package starforge.feed;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** A way through the log, newest first. */
interface Marks {
    /** The next ones, each place once; fewer than asked for at the end alone. */
    List<Mark> next(Handle handle, int count);

    /** Whether nothing is left. */
    boolean isAtEnd();
}
