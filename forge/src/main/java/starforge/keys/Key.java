package starforge.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * A registered public key.
 *
 * @param userId whose it is, 0 for a repository's
 * @param repoId repository that it opens, 0 for a person's
 * @param writes whether a repository's key may push
 * @param title what its owner calls it
 * @param type as OpenSSH names it, {@code ssh-ed25519}
 * @param fingerprint {@code SHA256:} and 43 letters of base64
 * @param usedAt last use to the minute or so, empty when never
 */
public record Key(
        long id,
        long userId,
        long repoId,
        boolean writes,
        String title,
        String type,
        String fingerprint,
        Instant createdAt,
        Optional<Instant> usedAt) {}
