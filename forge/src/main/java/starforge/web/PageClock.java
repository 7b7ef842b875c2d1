package starforge.web;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says whether what pages show has changed since a moment. It ticks with every change; for each repository, and for
 * everything, it knows the last tick. Repositories share {@value #PLACES} places, so that memory is bounded: a tick of one
 * may make pages of another look old, never the other way round. Ticking twice for one change does no harm.
 */
public final class PageClock {
    private static final int PLACES = 4096;

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong everything = new AtomicLong();
    private final AtomicLongArray repos = new AtomicLongArray(PLACES);

    /** The moment. Taken before anything is read for a page, it is the moment the page shows. */
    public long now() {
        return now.get();
    }

    /** A change in one repository that shows on its own pages and on pages about many, and on no page of another one. */
    public void changed(long repo) {
        long tick = now.incrementAndGet();
        repos.accumulateAndGet(place(repo), tick, Math::max);
    }

    /** A change that may show on any page. */
    public void everythingChanged() {
        everything.accumulateAndGet(now.incrementAndGet(), Math::max);
    }

    /** Says whether nothing that a page shows has changed. Any tick may show on a page about many. */
    boolean isStill(Shown page) {
        return page.repo().isPresent()
                ? everything.get() <= page.moment()
                        && repos.get(place(page.repo().getAsLong())) <= page.moment()
                : now.get() == page.moment();
    }

    private static int place(long repo) {
        return (int) Math.floorMod(repo, (long) PLACES);
    }
}
