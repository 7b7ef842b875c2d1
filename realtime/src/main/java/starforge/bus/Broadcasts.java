package starforge.bus;

import java.util.function.Consumer;

/**
 * Tells every process. A broadcast may be lost, doubled or late, and that is all right: who listens compares
 * {@link Event#seq()} and reads what is missing from the {@link EventLog}.
 */
public interface Broadcasts extends AutoCloseable {
    /** Sends to all listeners of all processes, in order; returns without waiting for them. */
    void send(Event event);

    /**
     * Listens until closed. Events arrive one at a time; a listener that throws is logged and keeps its place.
     *
     * @return closing it ends the listening
     */
    Subscription listen(Consumer<Event> listener);

    /** How many events were not told to listeners here, or not sent on, since the start because too many were waiting. */
    long dropped();

    @Override
    void close();

    /** A place among the listeners. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
