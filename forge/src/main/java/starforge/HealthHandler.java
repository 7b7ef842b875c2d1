package starforge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import starforge.machine.Health;

/** {@code /-/health} of a process that has no pages. */
final class HealthHandler extends AbstractHandler {
    private final ObjectMapper json = new ObjectMapper();
    private final Health health;

    HealthHandler(Health health) {
        this.health = health;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (target.equals("/-/health")) {
            base.setHandled(true);
            Map<String, Object> told = health.told();
            response.setStatus(Health.isWell(told) ? 200 : 503);
            response.setContentType("application/json;charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().println(json.writeValueAsString(told));
        }
    }
}
