package starforge.web;

import javax.servlet.http.HttpServletRequest;
import starforge.access.Authenticator;

/**
 * What all pages share.
 *
 * @param url the address people use, without a slash at the end, or "" to take it from each request
 * @param authenticator knows programs, which have no session
 */
public record Site(
        String url, Sessions sessions, Authenticator authenticator, Secrets secrets, Csrf csrf, Templates templates) {
    public Site(String url, Sessions sessions, Authenticator authenticator, Secrets secrets, Templates templates) {
        this(url, sessions, authenticator, secrets, new Csrf(secrets), templates);
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
