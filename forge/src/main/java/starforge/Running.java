package starforge;

import java.io.IOException;

/** One of the processes of a forge, from its start to its end. */
interface Running extends AutoCloseable {
    /** Opens its doors; returns when it does its work. */
    void start() throws IOException;

    /** Gets ready for the first visitors, behind open doors, and does not wait for it. */
    default void warmUp() {}

    /** What to tell the one who started it, in lines. */
    String ready();

    @Override
    void close();
}
