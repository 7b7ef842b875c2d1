package starforge.admin;

import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Exchange;
import starforge.web.Handler;
import starforge.web.Routes;

/** Routes for administrators who are signed in; a token of theirs does not open them. */
public record AdminRoutes(Routes routes) {
    /** Answers GET to an administrator. */
    public void get(String path, Handler handler) {
        routes.userGet(path, admitting(handler));
    }

    /** Answers a form of an administrator. */
    public void post(String path, Handler handler) {
        routes.userPost(path, admitting(handler));
    }

    private static Handler admitting(Handler handler) {
        return (Exchange exchange) -> {
            if (!exchange.signedIn().admin()) {
                throw new Refusal(Reason.FORBIDDEN, "admin.only");
            }
            return handler.answer(exchange);
        };
    }
}
