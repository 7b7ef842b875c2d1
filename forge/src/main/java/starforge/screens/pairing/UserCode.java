package starforge.screens.pairing;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code that a screen shows and somebody types: {@code WDJB-MJHT}. Eight of twenty letters that make no words and are not
 * taken for one another (RFC 8628, section 6.1): 34 bits.
 *
 * @param letters the eight of them
 */
record UserCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;

    static UserCode fresh(SecureRandom random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new UserCode(letters.toString());
    }

    /** Reads what somebody typed: in any case, with anything between the letters. */
    static Optional<UserCode> typed(String text) {
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return letters.matches("[" + ALPHABET + "]{" + LENGTH + "}")
                ? Optional.of(new UserCode(letters))
                : Optional.empty();
    }

    /** As it is shown. */
    @Override
    public String toString() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }
}
