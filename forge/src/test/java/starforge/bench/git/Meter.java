package starforge.bench.git;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What runs at one server took: the client's time, and the server's processor time and memory where they are known. */
final class Meter {
    private static final int SAMPLE_MILLIS = 20;

    final Figures wallMillis = new Figures();
    final Figures cpuMillis = new Figures();
    final Figures peakMegabytes = new Figures();

    /** Times one run. */
    void time(Peer peer, Case.Work work) throws Exception {
        long cpu = peer.group().isPresent() ? peer.group().get().cpuNanos() : 0;
        Watch watch = new Watch(peer);
        try {
            long began = System.nanoTime();
            work.run();
            wallMillis.add((System.nanoTime() - began) / 1e6);
        } finally {
            watch.stop();
        }
        if (peer.group().isPresent()) {
            cpuMillis.add((peer.group().get().cpuNanos() - cpu) / 1e6);
            peakMegabytes.add(watch.most() / 1e6);
        }
    }

    /** Looks at a server's memory all the time. */
    private static final class Watch {
        private final Peer peer;
        private final AtomicLong most = new AtomicLong();
        private final Thread thread = new Thread(this::look, "watch");

        Watch(Peer peer) {
            this.peer = peer;
            thread.setDaemon(true);
            thread.start();
        }

        private void look() {
            try {
                while (peer.group().isPresent()) {
                    most.accumulateAndGet(peer.group().get().ownBytes(), Math::max);
                    TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
                }
            } catch (IOException | InterruptedException e) {
                // The run is over, or the server is.
            }
        }

        long most() {
            return most.get();
        }

        void stop() throws InterruptedException {
            thread.interrupt();
            thread.join();
        }
    }
}
