package starforge.screens;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of a screen. */
public enum Order {
    /** To show its name in large letters. */
    IDENTIFY,
    /** To load its board anew. */
    RELOAD,
    /** To start its browser anew. */
    RESTART;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Order> of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }
}
