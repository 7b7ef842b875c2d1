package starforge.screens.pairing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import starforge.access.Refusal;

/** Slows down who guesses codes: after {@value #MOST} wrong ones from one account and address, a minute passes. */
final class WrongCodes {
    static final int MOST = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Cache<String, AtomicInteger> wrong;

    WrongCodes(Ticker ticker) {
        this.wrong = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(WINDOW)
                .maximumSize(10_000)
                .build();
    }

    /** A refusal TOO_MANY when there were too many. */
    void check(String user, String remote) {
        AtomicInteger tries = wrong.getIfPresent(user + " " + remote);
        if (tries != null && tries.get() >= MOST) {
            throw Refusal.tooMany(WINDOW, "screens.wrong-codes");
        }
    }

    void wrong(String user, String remote) {
        wrong.get(user + " " + remote, any -> new AtomicInteger()).incrementAndGet();
    }
}
