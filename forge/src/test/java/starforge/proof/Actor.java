package starforge.proof;

import java.util.List;

/** Those who look at a {@link FilledForge}, from who may see least to who may see all. */
public enum Actor {
    NOBODY("", ""),
    STRANGER("tobi", ""),
    READER("hana", FilledForge.VAULT),
    WRITER("ravi", FilledForge.VAULT),
    OWNER("mira", FilledForge.VAULT),
    ADMIN("ada", FilledForge.VAULT + " " + FilledForge.BOX);

    private final String user;
    private final String secrets;

    Actor(String user, String secrets) {
        this.user = user;
        this.secrets = secrets;
    }

    /** Name of the account; "" for who is not signed in. */
    public String user() {
        return user;
    }

    /** Whether this one may read what the private repository holds that has this word everywhere. */
    public boolean mayKnow(String secret) {
        return List.of(secrets.split(" ")).contains(secret);
    }
}
