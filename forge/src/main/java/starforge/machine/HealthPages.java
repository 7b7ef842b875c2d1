package starforge.machine;

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
        Map<String, Object> told = health.told();
        return exchange.status(Health.isWell(told) ? 200 : 503).json(told);
    }
}
