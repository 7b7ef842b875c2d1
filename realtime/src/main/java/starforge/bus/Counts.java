package starforge.bus;

import java.time.Duration;

/** Numbers that are kept for a while and then forgotten, such as how often somebody guessed wrong. */
public interface Counts {
    /**
     * Adds one to a number.
     *
     * @param key at most 200 characters
     * @param kept it is forgotten when nothing was added for so long
     */
    void add(String key, Duration kept);

    /** The number, 0 when nothing was added or it is forgotten. */
    int of(String key);

    void forget(String key);
}
