package starforge.web;

import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * Proof that a form came from a page of ours: the token in the form is the signature of a value that only this browser
 * holds, its session or, before signing in, a cookie of its own (the signed double-submit pattern of OWASP). Where the
 * browser says by which site the request was made, that must be us as well.
 */
final class Csrf {
    private final Secrets secrets;

    Csrf(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The token for a browser that holds this value; "" is a browser that holds nothing and may change nothing. */
    String token(String held) {
        return secrets.sign("csrf:" + held);
    }

    void check(Exchange exchange) {
        String given = exchange.header("X-CSRF-Token").orElseGet(() -> exchange.form("csrf_token"));
        boolean foreign =
                exchange.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
        if (foreign || !Secrets.same(given, token(exchange.held()))) {
            throw new Refusal(
                    Reason.MALFORMED,
                    "This form is too old or was not made here. Go back, load the page again and send it once more.");
        }
    }
}
