package starforge.web;

import javax.servlet.http.HttpServletRequest;
import starforge.access.Authenticator;

/** What all pages share. */
public final class Site {
    private final String url;
    private final Sessions sessions;
    private final Authenticator authenticator;
    private final Secrets secrets;
    private final Csrf csrf;
    private final Templates templates;
    private final PageClock changes;
    private final KeptPages kept;

    /**
     * Brings it together.
     *
     * @param url the address people use, without a slash at the end, or "" to take it from each request
     * @param authenticator knows programs, which have no session
     * @param changes is told of all that changes on pages
     */
    public Site(
            String url,
            Sessions sessions,
            Authenticator authenticator,
            Secrets secrets,
            Templates templates,
            PageClock changes) {
        this.url = url;
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.secrets = secrets;
        this.csrf = new Csrf(secrets);
        this.templates = templates;
        this.changes = changes;
        this.kept = new KeptPages(this::base, changes, templates.clock());
    }

    Sessions sessions() {
        return sessions;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Secrets secrets() {
        return secrets;
    }

    Csrf csrf() {
        return csrf;
    }

    Templates templates() {
        return templates;
    }

    PageClock changes() {
        return changes;
    }

    KeptPages kept() {
        return kept;
    }

    boolean isSecure() {
        return url.startsWith("https:");
    }

    String base(HttpServletRequest request) {
        if (!url.isEmpty()) {
            return url;
        }
        int port = request.getServerPort();
        String host = request.getServerName();
        return request.getScheme() + "://" + host + (port == 80 ? "" : ":" + port);
    }
}
