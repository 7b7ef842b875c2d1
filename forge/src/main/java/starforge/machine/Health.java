package starforge.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the parts of this forge work, asked anew at each look. */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Map<String, BooleanSupplier> parts;

    /**
     * Prepares to ask.
     *
     * @param parts by name, each says whether it works; throwing counts as no
     */
    public Health(Map<String, BooleanSupplier> parts) {
        this.parts = new TreeMap<>(parts);
    }

    /** Each part's name and whether it works. */
    public Map<String, Boolean> look() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        parts.forEach((name, works) -> states.put(name, isWorking(name, works)));
        return states;
    }

    /** The same as {@code /-/health} says it: the field {@code status} for all, and {@code parts}. */
    public Map<String, Object> told() {
        Map<String, String> states = new LinkedHashMap<>();
        look().forEach((name, works) -> states.put(name, works ? "ok" : "failed"));
        return Map.of("status", states.containsValue("failed") ? "failed" : "ok", "parts", states);
    }

    /** Whether all parts of what was told work. */
    public static boolean isWell(Map<String, Object> told) {
        return "ok".equals(told.get("status"));
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
