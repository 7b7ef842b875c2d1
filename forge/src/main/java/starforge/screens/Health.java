package starforge.screens;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a device says of itself.
 *
 * @param facts by {@link #KEYS}, those it knows
 */
public record Health(Map<String, String> facts) {
    /**
     * {@code temperature} in degrees Celsius, {@code throttled} as {@code vcgencmd get_throttled} has it in hex,
     * {@code memory_free} and {@code memory_total} in MB, {@code uptime} in seconds, {@code version} of the kiosk, {@code page} as
     * the browser's title has it.
     */
    static final List<String> KEYS =
            List.of("temperature", "throttled", "memory_free", "memory_total", "uptime", "version", "page");

    private static final int UNDER_VOLTAGE = 1;
    private static final int UNDER_VOLTAGE_SEEN = 1 << 16;

    /** Takes what is known and well formed of a form's fields. */
    static Health of(UnaryOperator<String> field) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String key : KEYS) {
            String value = field.apply(key).strip();
            if (value.matches("[\\w. :+-]{1,60}")) {
                facts.put(key, value);
            }
        }
        return new Health(facts);
    }

    String toText() {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining("\n"));
    }

    static Health ofText(String text) {
        return new Health(Arrays.stream(text.split("\n"))
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1),
                        (one, other) -> one,
                        LinkedHashMap::new)));
    }

    /** A fact, "" when it is not known. */
    public String of(String key) {
        return facts.getOrDefault(key, "");
    }

    /** Whether the power supply is too weak now, or was since the start: the first cause of freezes of a Raspberry Pi. */
    public boolean isUnderVoltage() {
        return number("throttled", 16)
                .filter(flags -> (flags & (UNDER_VOLTAGE | UNDER_VOLTAGE_SEEN)) != 0)
                .isPresent();
    }

    /** Whether the board was live when this was said. */
    public boolean isLive() {
        return of("page").contains("live");
    }

    private Optional<Long> number(String key, int radix) {
        String text = of(key).replaceFirst("^0x", "");
        return text.matches("[0-9a-fA-F]{1,12}") ? Optional.of(Long.parseLong(text, radix)) : Optional.empty();
    }
}
