package starforge.web;

import java.io.IOException;
import java.util.Set;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
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

    private final MatcherFilter spark;

    PageHandler(MatcherFilter spark) {
        this.spark = spark;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        base.setHandled(true);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "private, no-cache");
        base.getHttpFields().remove(OTHER_METHOD);
        if (KNOWN.contains(request.getMethod())) {
            spark.doFilter(request, response, null);
        } else {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }
}
