package starforge.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /-/health}: 200 when all parts work, 503 when one does not. */
public final class HealthPages {
    private static final Logger LOG = LoggerFactory.getLogger(HealthPages.class);

    private final Map<String, BooleanSupplier> parts;

    /**
     * Prepares the page.
     *
     * @param parts by name, each says whether it works; throwing counts as no
     */
    public HealthPages(Map<String, BooleanSupplier> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    public void addTo(Routes routes) {
        routes.get("/-/health", this::health);
    }

    private Object health(Exchange exchange) {
        Map<String, String> states = new LinkedHashMap<>();
        parts.forEach((name, works) -> states.put(name, isWorking(name, works) ? "ok" : "failed"));
        boolean well = !states.containsValue("failed");
        return exchange.status(well ? 200 : 503).json(Map.of("status", well ? "ok" : "failed", "parts", states));
    }

    private static boolean isWorking(String name, BooleanSupplier works) {
        try {
            return works.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.error("The health of {} is bad", name, e);
            return false;
        }
    }
}
