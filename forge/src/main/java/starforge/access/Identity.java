package starforge.access;

/**
 * The one who asks.
 *
 * @param userId number of the account, 0 for nobody and for the key of a repository
 * @param name account name, "" for nobody; for the key of a repository the name of its owner
 * @param admin runs this forge: may do everything
 * @param most the most that the credentials allow on any repository: a token can hold less than its owner
 * @param onlyRepo number of the one repository that the credentials open, 0 when they are not bound to one
 */
public record Identity(long userId, String name, boolean admin, Level most, long onlyRepo) {
    public static final Identity ANONYMOUS = new Identity(0, "", false, Level.READ);

    public Identity(long userId, String name, boolean admin, Level most) {
        this(userId, name, admin, most, 0);
    }

    /** The key of a repository: it may do this much there and nothing elsewhere, whoever made it. */
    public static Identity ofRepo(long repoId, String owner, Level may) {
        return new Identity(0, owner, false, may, repoId);
    }

    public boolean isAnonymous() {
        return userId == 0 && onlyRepo == 0;
    }
}
