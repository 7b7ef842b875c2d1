package starforge.screens.pairing;

import java.time.Instant;
import java.util.Optional;

/**
 * A device that waits to become a screen.
 *
 * @param model what it says it is
 * @param name what it would like to be called, or ""
 * @param remote its network address
 * @param polledAt when it asked last whether it is one
 * @param pause seconds that it has to wait between two questions
 * @param screenId number of the screen it became, when somebody approved
 */
public record Pairing(
        long id,
        String model,
        String name,
        String remote,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> polledAt,
        int pause,
        boolean denied,
        Optional<Long> screenId) {
    boolean isOpen(Instant now) {
        return !denied && screenId.isEmpty() && expiresAt.isAfter(now);
    }
}
