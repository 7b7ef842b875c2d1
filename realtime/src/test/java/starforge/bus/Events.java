package starforge.bus;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Events to try things with. */
public final class Events {
    private Events() {}

    /** The end of a sign-in, or a block. */
    public static Event ofAccount(long seq, String user) {
        Instant at = Instant.parse("2026-11-23T14:20:00Z");
        return new Event(seq, Set.of(Topic.user(user)), "acl", user, "", 0, at, Map.of());
    }

    public static Event event(long seq, String kind, Topic... topics) {
        Instant at = Instant.parse("2026-11-23T14:20:00Z");
        return new Event(seq, Set.of(topics), kind, "mira", "mira/lantern", 42, at, Map.of("count", seq));
    }
}
