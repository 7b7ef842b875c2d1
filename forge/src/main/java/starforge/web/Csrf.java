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

    /** The token for a browser that holds this value; "" is a browser that holds nothing yet. */
    String token(String held) {
        return secrets.sign("csrf:" + held);
    }

    /**
     * Checks a form that signs in or changes something: it must be bound to this very browser. (A browser sends no cookie of
     * ours with a foreign page's form, so without one it could be such a form, which signs somebody in as another.)
     */
    void check(Exchange exchange) {
        require(!exchange.asker().held().isEmpty() && isOurs(exchange));
    }

    /** Checks a form that a browser may send which holds nothing yet. */
    void checkOfVisitor(Exchange exchange) {
        require(isOurs(exchange));
    }

    private boolean isOurs(Exchange exchange) {
        String given = exchange.header("X-CSRF-Token").orElseGet(() -> exchange.form("csrf_token"));
        boolean foreign =
                exchange.header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent();
        return !foreign && Secrets.same(given, token(exchange.asker().held()));
    }

    private static void require(boolean proven) {
        if (!proven) {
            throw new Refusal(Reason.MALFORMED, "web.csrf");
        }
    }
}
