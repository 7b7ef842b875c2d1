package starforge.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /-/metrics}: numbers about this forge for Prometheus. For admins, or a program with an admin's token. */
public final class MetricsPages {
    private final Supplier<List<Metric>> metrics;
    private final List<Metric> machine;

    /**
     * Prepares the page.
     *
     * @param metrics those of the forge that are known at a moment; those of the JVM are added
     */
    public MetricsPages(Supplier<List<Metric>> metrics) {
        this.metrics = metrics;
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        this.machine = List.of(
                Metric.gauge("jvm_heap_used_bytes", "Heap in use.", () -> memory.getHeapMemoryUsage()
                        .getUsed()),
                Metric.gauge("jvm_heap_max_bytes", "The most the heap may grow to.", () -> memory.getHeapMemoryUsage()
                        .getMax()),
                Metric.gauge("jvm_threads", "Threads alive.", ManagementFactory.getThreadMXBean()::getThreadCount),
                Metric.gauge(
                        "uptime_seconds",
                        "Seconds since the start.",
                        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000));
    }

    public void addTo(Routes routes) {
        routes.get("/-/metrics", this::metrics);
    }

    private Object metrics(Exchange exchange) {
        if (exchange.who().isAnonymous()) {
            throw new Refusal(Reason.LOGIN, "machine.sign-in");
        }
        if (!exchange.who().admin()) {
            throw new Refusal(Reason.FORBIDDEN, "machine.admins");
        }
        exchange.type("text/plain; version=0.0.4; charset=utf-8");
        return Stream.of(metrics.get(), machine)
                .flatMap(List::stream)
                .map(Metric::text)
                .collect(Collectors.joining());
    }
}
