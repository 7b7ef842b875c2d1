package starforge.bus;

import java.time.Clock;

class MemoryPresenceTest extends PresenceContract {
    @Override
    Presence open(Clock clock) {
        return new MemoryPresence();
    }
}
