package starforge.users;

import java.time.Instant;
import starforge.access.Identity;
import starforge.access.Level;

/**
 * An account.
 *
 * @param name as it was typed when it was made; compared without regard to case
 * @param email never shown to others
 * @param password what is stored of it, see {@link Passwords}
 * @param admin runs this forge
 * @param blocked may not enter in any way
 */
public record User(
        long id,
        String name,
        String email,
        String password,
        boolean admin,
        boolean blocked,
        Profile profile,
        Instant createdAt) {
    /** The account as the one who asks, with all that it may do. */
    public Identity identity() {
        return new Identity(id, name, admin, Level.ADMIN);
    }

    @Override
    public String toString() {
        return name;
    }
}
