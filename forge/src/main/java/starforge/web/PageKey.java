package starforge.web;

import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What a request says that a page for nobody in particular may depend on.
 *
 * @param base address of the forge as the reader knows it, for addresses to clone
 * @param address path and query, as they were sent
 * @param scheme light, dark or "" as the browser was told before
 */
record PageKey(String base, String address, String scheme) {
    private static final String OURS = "starforge";

    /** The key of a request; empty when it may be answered from no memory: it is no GET, or says who asks. */
    static Optional<PageKey> of(Function<HttpServletRequest, String> base, Request request) {
        HttpFields fields = request.getHttpFields();
        boolean isGet = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isGet || fields.contains(HttpHeader.AUTHORIZATION) || wantsOther(fields)) {
            return Optional.empty();
        }
        return scheme(request).map(scheme -> new PageKey(base.apply(request), address(request), scheme));
    }

    private static boolean wantsOther(HttpFields fields) {
        String accept = fields.get(HttpHeader.ACCEPT);
        return accept != null && accept.contains("application/json");
    }

    /** Empty when there is any other cookie of ours: a sign-in, a visitor's, something to be said once. */
    private static Optional<String> scheme(Request request) {
        if (!request.getHttpFields().contains(HttpHeader.COOKIE)) {
            return Optional.of("");
        }
        String scheme = "";
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(Cookies.SCHEME) && cookie.getValue().matches("light|dark")) {
                scheme = cookie.getValue();
            } else if (cookie.getName().startsWith(OURS) && !cookie.getName().equals(Cookies.SCHEME)) {
                return Optional.empty();
            }
        }
        return Optional.of(scheme);
    }

    static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    /** About so many bytes in memory. */
    int size() {
        return 200 + base.length() + address.length();
    }
}
