package starforge.account;

import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.signin.SignIn;
import starforge.users.User;
import starforge.web.Exchange;

/** Asks for the password once more before something that an unwatched browser must not do; throttled like a sign-in. */
public record Proof(SignIn signIn) {
    /**
     * The account of who is signed in and knows its password, sent as {@code current}.
     *
     * @throws Refusal INVALID at {@code current}; TOO_MANY after too many wrong tries
     */
    public User of(Exchange exchange) {
        try {
            return signIn.withPassword(exchange.who().name(), exchange.form("current"), exchange.remote());
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.LOGIN) {
                throw Refusal.invalid("current", "account.not-your-password");
            }
            throw refusal;
        }
    }
}
