package starforge.realtime;

import starforge.bus.Tickets;
import starforge.bus.Topic;

/** Says who may watch what, now. It is asked at connect, at resume, and again after each event that can change it. */
public interface Guard {
    /**
     * Whether the holder of a grant may watch a topic at this moment. When the session of the grant has ended the answer
     * is no for every topic.
     *
     * @throws RuntimeException when nobody can say just now: nothing is told, and the viewer is sent away to come back
     */
    boolean mayWatch(Tickets.Grant grant, Topic topic);
}
