package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Stops what was started and deletes what was written, also when somebody ends the benchmark. */
final class Ending {
    private final Path folder;
    private final Deque<Peer> peers = new ArrayDeque<>();

    Ending(Path folder) {
        this.folder = folder;
    }

    /** Has it stopped in the end. */
    synchronized <P extends Peer> P later(P peer) {
        peers.push(peer);
        return peer;
    }

    synchronized void now() {
        try {
            while (!peers.isEmpty()) {
                peers.pop().close();
            }
            Folder.delete(folder);
        } catch (IOException e) {
            System.err.println("starforge bench git: " + e.getMessage());
        }
    }
}
