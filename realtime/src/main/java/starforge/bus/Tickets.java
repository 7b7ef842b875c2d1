package starforge.bus;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Short-lived leave to watch: {@code wstoken} and 32 hex digits, good once, for 20 seconds. */
public interface Tickets {
    Duration LIFETIME = Duration.ofSeconds(20);

    /**
     * Makes a ticket.
     *
     * @return {@code wstoken} and 32 lower-case hex digits, 128 random bits
     */
    String issue(Grant grant);

    /**
     * Takes a ticket away.
     *
     * @return what it was made for; empty when unknown, used or too old
     */
    Optional<Grant> take(String ticket);

    /**
     * What a ticket allows.
     *
     * @param user name, or "" for nobody
     * @param session key of the sign-in it was made in, never the cookie itself, or ""; ending the session ends the watch
     * @param topics what may be watched
     */
    record Grant(String user, String session, Set<Topic> topics) {
        public Grant {
            topics = Set.copyOf(topics);
        }
    }
}
