package starforge.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import spark.http.matching.MatcherFilter;

/** Hands a request to Spark. There are no servlet sessions here: a stranger's requests fill no memory. */
final class PageHandler extends AbstractHandler {
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Pages load nothing from elsewhere, run no inline script or style and are framed by nobody. */
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** By this Spark would take one method for another. */
    private static final String OTHER_METHOD = "X-HTTP-Method-Override";

    private static final List<HttpField> PROTECTION = List.of(
            new PreEncodedHttpField("Content-Security-Policy", POLICY),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
            new PreEncodedHttpField("Cache-Control", "private, no-cache"));

    private final MatcherFilter spark;

    PageHandler(MatcherFilter spark) {
        this.spark = spark;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        base.setHandled(true);
        addProtection(base.getResponse().getHttpFields());
        base.getHttpFields().remove(OTHER_METHOD);
        if (KNOWN.contains(request.getMethod())) {
            spark.doFilter(request, response, null);
        } else {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    /** Puts in what every page says of how it may be used; a page may say it otherwise afterwards. */
    static void addProtection(HttpFields fields) {
        PROTECTION.forEach(fields::put);
    }
}
