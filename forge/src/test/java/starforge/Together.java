package starforge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does many things at once, each in a thread of its own that waits for the others to be ready. */
public final class Together {
    private Together() {}

    /** Gives the results in the order of the deeds; a deed that throws fails the test. */
    public static <T> List<T> all(List<Callable<T>> deeds) {
        ExecutorService threads = Executors.newFixedThreadPool(deeds.size());
        CountDownLatch ready = new CountDownLatch(deeds.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> deed : deeds) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return deed.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("One of many at once failed", e.getCause());
        } catch (Exception e) {
            throw new AssertionError("Many at once did not end", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits for something that other threads bring about; fails after 20 seconds. */
    public static void until(String what, Callable<Boolean> holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try {
            while (!holds.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("This did not come true within 20 seconds: " + what);
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (AssertionError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
