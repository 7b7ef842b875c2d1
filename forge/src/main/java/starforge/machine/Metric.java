package starforge.machine;

import java.util.function.LongSupplier;

/**
 * One number about this forge.
 *
 * @param name as Prometheus knows it, without the prefix {@code starforge_}
 * @param type counter (it only grows) or gauge
 * @param help what it counts, in one sentence without line breaks
 * @param value asked for at each look
 */
public record Metric(String name, String type, String help, LongSupplier value) {
    public static Metric counter(String name, String help, LongSupplier value) {
        return new Metric(name, "counter", help, value);
    }

    public static Metric gauge(String name, String help, LongSupplier value) {
        return new Metric(name, "gauge", help, value);
    }

    /** The metric in Prometheus' text format, version 0.0.4. */
    String text() {
        String full = "starforge_" + name;
        return "# HELP " + full + " " + help + "\n# TYPE " + full + " " + type + "\n" + full + " " + value.getAsLong()
                + "\n";
    }
}
