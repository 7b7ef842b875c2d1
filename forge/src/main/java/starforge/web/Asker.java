package starforge.web;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/** Who sends a request, by the cookies of a browser or the credentials of a program; nobody before that was found out. */
final class Asker {
    private final Site site;
    private final HttpServletRequest request;
    private final Cookies cookies;
    private Optional<Session> session = Optional.empty();
    private Identity who = Identity.ANONYMOUS;
    private String held = "";

    Asker(Site site, HttpServletRequest request, Cookies cookies) {
        this.site = site;
        this.request = request;
        this.cookies = cookies;
    }

    /**
     * Finds out who asks: the one signed in on this browser or, when there is no sign-in and something is only read, who
     * the credentials of a program speak for.
     *
     * @throws Refusal LOGIN when there are credentials and they do not hold
     */
    void identify() {
        session = site.sessions().of(cookies.get(Cookies.SESSION));
        held = session.map(Session::key).orElseGet(() -> cookies.get(Cookies.VISITOR));
        who = session.map(Session::who).orElseGet(this::program);
    }

    /**
     * Finds out who asks where programs alone ask: whom the credentials speak for or, to read, who is signed in.
     *
     * @throws Refusal LOGIN when there are credentials and they do not hold
     */
    void identifyProgram() {
        if (hasCredentials()) {
            who = bearer();
        } else if (isReading()) {
            identify();
        }
    }

    private Identity program() {
        return showsCredentials() ? bearer() : Identity.ANONYMOUS;
    }

    /** Says whether a program asks that says who it is; it may read, and needs a sign-in for anything else. */
    boolean showsCredentials() {
        return isReading() && cookies.get(Cookies.SESSION).isEmpty() && hasCredentials();
    }

    private boolean isReading() {
        return request.getMethod().matches("GET|HEAD");
    }

    private boolean hasCredentials() {
        return request.getHeader("Authorization") != null;
    }

    private Identity bearer() {
        Credentials shown = Credentials.of(request.getHeader("Authorization"));
        return site.authenticator().authenticate(shown.name(), shown.secret(), request.getRemoteAddr());
    }

    Identity who() {
        return who;
    }

    Optional<Session> session() {
        return session;
    }

    Identity signedIn() {
        return session.map(Session::who).orElseThrow(() -> new Refusal(Reason.LOGIN, "web.sign-in"));
    }

    /** Who asks by what holds at this moment. */
    Identity now() {
        return session.isPresent()
                ? site.sessions().byKey(session.get().key()).map(Session::who).orElse(Identity.ANONYMOUS)
                : program();
    }

    /** The value that binds forms to this browser; "" when it holds none yet. */
    String held() {
        return held;
    }

    /** Gives this browser such a value if it holds none. */
    void bindForms() {
        if (held.isEmpty()) {
            held = site.secrets().fresh();
            cookies.set(Cookies.VISITOR, held);
        }
    }
}
