package starforge.security;

import starforge.access.Level;

/** Those who ask: people in their browsers, and programs with tokens of the owner and of an administrator. */
enum Asker {
    NOBODY("", "", Level.READ, Level.NONE),
    OTHER("tobi", "", Level.READ, Level.NONE),
    READER("hana", "", Level.READ, Level.READ),
    WRITER("ravi", "", Level.WRITE, Level.WRITE),
    OWNER("mira", "", Level.ADMIN, Level.ADMIN),
    ADMIN("ada", "", Level.ADMIN, Level.ADMIN),
    OWNERS_READ_TOKEN("mira", "read", Level.READ, Level.READ),
    OWNERS_WRITE_TOKEN("mira", "write", Level.WRITE, Level.WRITE),
    OWNERS_ADMIN_TOKEN("mira", "admin", Level.ADMIN, Level.ADMIN),
    ADMINS_READ_TOKEN("ada", "read", Level.READ, Level.NONE),
    ADMINS_ADMIN_TOKEN("ada", "admin", Level.ADMIN, Level.ADMIN);

    private final String user;
    private final String scope;
    private final Level open;
    private final Level hidden;

    Asker(String user, String scope, Level open, Level hidden) {
        this.user = user;
        this.scope = scope;
        this.open = open;
        this.hidden = hidden;
    }

    String user() {
        return user;
    }

    /** Scope of the token, "" for who has none. */
    String scope() {
        return scope;
    }

    boolean isProgram() {
        return !scope.isEmpty();
    }

    /** Whether somebody is signed in in this browser. */
    boolean isSignedIn() {
        return !user.isEmpty() && !isProgram();
    }

    boolean runsTheForge() {
        return this == ADMIN || this == ADMINS_ADMIN_TOKEN;
    }

    /** What this one may do with the repositories of the owner. */
    Level at(Place place) {
        return place == Place.PRIVATE ? hidden : open;
    }
}
