package starforge.access;

/**
 * The one who asks.
 *
 * @param userId number of the account, 0 for nobody and for the key of a repository
 * @param name account name, "" for nobody; for the key of a repository the name of its owner
 * @param admin runs this forge: may do everything
 * @param most the most that the credentials allow on any repository: a token can hold less than its owner
 * @param onlyRepo number of the one repository that the credentials open, 0 when they are not bound to one
 * @param onlyCommit the commit whose flags they may set though they may only read, "" for none
 */
public record Identity(long userId, String name, boolean admin, Level most, long onlyRepo, String onlyCommit) {
    public static final Identity ANONYMOUS = new Identity(0, "", false, Level.READ);

    public Identity(long userId, String name, boolean admin, Level most) {
        this(userId, name, admin, most, 0, "");
    }

    /** The key of a repository: it may do this much there and nothing elsewhere, whoever made it. */
    public static Identity ofRepo(long repoId, String owner, Level may) {
        return new Identity(0, owner, false, may, repoId, "");
    }

    /** A program that looks at one commit of a repository: it reads there, and says what it found by flags. */
    public static Identity ofRun(long repoId, String commit, String user) {
        return new Identity(0, user, false, Level.READ, repoId, commit);
    }

    public boolean isAnonymous() {
        return userId == 0 && onlyRepo == 0;
    }
}
