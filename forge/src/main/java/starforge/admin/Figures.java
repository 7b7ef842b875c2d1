package starforge.admin;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import starforge.words.Words;

/** The numbers of a forge that its administrators look at first. */
public final class Figures {
    private static final long MB = 1 << 20;
    private static final long GB = 1 << 30;

    private final Map<String, LongSupplier> counts;
    private final Supplier<OptionalInt> viewers;
    private final Path data;

    /**
     * Prepares to count.
     *
     * @param viewers live connections; they are left out when nobody can say
     * @param data the folder on whose disk everything lies
     */
    public Figures(
            LongSupplier users, LongSupplier repos, LongSupplier stars, Supplier<OptionalInt> viewers, Path data) {
        this.counts = new LinkedHashMap<>();
        counts.put("users", users);
        counts.put("repos", repos);
        counts.put("stars", stars);
        this.viewers = viewers;
        this.data = data;
    }

    /** Key and number, as they are now, in words that fit into a line. */
    Map<String, String> now() {
        Map<String, String> all = new LinkedHashMap<>();
        counts.forEach((key, count) -> all.put(key, Words.shown(count.getAsLong())));
        viewers.get().ifPresent(count -> all.put("viewers", Words.shown(count)));
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        all.put("memory", Words.english().say("admin.of", size(heap.getUsed()), size(heap.getMax())));
        all.put("disk", size(data.toFile().getUsableSpace()));
        all.put(
                "uptime",
                uptime(Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())));
        return all;
    }

    /** A number of bytes as people say it. */
    static String size(long bytes) {
        if (bytes >= GB) {
            return bytes / GB + "." + bytes % GB * 10 / GB + " GB";
        }
        return bytes >= MB ? bytes / MB + " MB" : (bytes + 1023) / 1024 + " kB";
    }

    private static String uptime(Duration time) {
        Words words = Words.english();
        if (time.toDays() > 0) {
            return words.say("admin.days", time.toDays());
        }
        return time.toHours() > 0
                ? words.say("admin.hours", time.toHours())
                : words.say("admin.minutes", time.toMinutes());
    }
}
