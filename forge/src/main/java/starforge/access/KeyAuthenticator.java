package starforge.access;

import java.util.Optional;

/** Tells who a public key speaks for, to those who have checked that the other side holds its private half. */
public interface KeyAuthenticator {
    /**
     * Finds who a key speaks for now: a person with all their rights, or the right to one repository alone.
     *
     * @param sha256Fingerprint as OpenSSH writes it, {@code SHA256:} and 43 letters of base64; compared letter by letter
     * @return empty when nobody registered the key, or who did is blocked
     */
    Optional<Identity> byKey(String sha256Fingerprint);

    /** Notes that a key has just signed somebody in. Does nothing when it is gone. */
    void used(String sha256Fingerprint);
}
