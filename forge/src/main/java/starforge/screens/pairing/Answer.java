package starforge.screens.pairing;

import java.util.List;

/** What a device is told that asks whether it is a screen now (RFC 8628, sections 3.4 and 3.5). */
sealed interface Answer {
    /**
     * Not now.
     *
     * @param error {@code authorization_pending}, {@code slow_down}, {@code access_denied} or {@code expired_token}
     */
    record No(String error) implements Answer {}

    /**
     * It is.
     *
     * @param token shown this once
     * @param boards their names
     */
    record Yes(String token, List<String> boards) implements Answer {}
}
