package starforge.access;

/**
 * The one who asks.
 *
 * @param userId number of the account, 0 for nobody
 * @param name account name, "" for nobody
 * @param admin runs this forge: may do everything
 * @param most the most that the credentials allow on any repository: a token can hold less than its owner
 */
public record Identity(long userId, String name, boolean admin, Level most) {
    public static final Identity ANONYMOUS = new Identity(0, "", false, Level.READ);

    public boolean isAnonymous() {
        return userId == 0;
    }
}
