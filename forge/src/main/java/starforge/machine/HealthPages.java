package starforge.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /-/health}: 200 when all parts work, 503 when one does not. */
public final class HealthPages {
    private final Health health;

    public HealthPages(Health health) {
        this.health = health;
    }

    public void addTo(Routes routes) {
        routes.get("/-/health", this::health);
    }

    private Object health(Exchange exchange) {
        Map<String, String> states = new LinkedHashMap<>();
        health.look().forEach((name, works) -> states.put(name, works ? "ok" : "failed"));
        boolean well = !states.containsValue("failed");
        return exchange.status(well ? 200 : 503).json(Map.of("status", well ? "ok" : "failed", "parts", states));
    }
}
