package starforge.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Free TCP ports of this machine, below those that the system gives to clients. */
public final class Ports {
    private static final int FIRST = 21_000;
    private static final int LAST = 32_000;

    private Ports() {}

    /** The first of so many free ports in a row. */
    public static int free(int inARow) {
        for (int tries = 0; tries < 1000; tries++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - inARow);
            if (areFree(first, inARow)) {
                return first;
            }
        }
        throw new IllegalStateException("There is no free port");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                taken.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
