package starforge.web;

import javax.servlet.http.HttpServletRequest;

/**
 * What all pages share.
 *
 * @param url the address people use, without a slash at the end, or "" to take it from each request
 */
public record Site(String url, Sessions sessions, Secrets secrets, Csrf csrf, Templates templates) {
    public Site(String url, Sessions sessions, Secrets secrets, Templates templates) {
        this(url, sessions, secrets, new Csrf(secrets), templates);
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
