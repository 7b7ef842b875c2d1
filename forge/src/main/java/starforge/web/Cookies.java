package starforge.web;

import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The cookies of one exchange (RFC 6265): all HttpOnly and SameSite=Lax, Secure where the forge is reached by https. */
public final class Cookies {
    public static final String SESSION = "starforge";
    static final String VISITOR = "starforge_visitor";
    static final String NOTICE = "starforge_notice";
    public static final String SCHEME = "starforge_scheme";

    private static final int YEAR = 365 * 24 * 3600;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final boolean secure;

    Cookies(HttpServletRequest request, HttpServletResponse response, boolean secure) {
        this.request = request;
        this.response = response;
        this.secure = secure;
    }

    /** A cookie's value, "" when it was not sent. */
    public String get(String name) {
        Cookie[] all = request.getCookies();
        if (all != null) {
            for (Cookie cookie : all) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    /** Sets a cookie; values are of the base64url letters only. The notice lives a minute, all else until deleted. */
    public void set(String name, String value) {
        write(name, value, name.equals(NOTICE) ? 60 : name.equals(VISITOR) ? -1 : YEAR);
    }

    public void delete(String name) {
        write(name, "", 0);
    }

    /** Written by hand because the servlet API of this generation knows no SameSite. */
    private void write(String name, String value, int maxAge) {
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=/" + (maxAge < 0 ? "" : "; Max-Age=" + maxAge) + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }
}
