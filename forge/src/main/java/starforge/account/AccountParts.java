package starforge.account;

import starforge.db.Database;
import starforge.events.Events;
import starforge.keys.Keys;
import starforge.signin.PasswordChange;
import starforge.signin.SignIn;
import starforge.tokens.Tokens;
import starforge.users.Users;
import starforge.web.Sessions;

/** What the pages of an account work on. */
public record AccountParts(
        Users users,
        Tokens tokens,
        Keys keys,
        Sessions sessions,
        SignIn signIn,
        PasswordChange passwords,
        Leaving leaving,
        Database database,
        Events events) {
    Proof proof() {
        return new Proof(signIn);
    }
}
