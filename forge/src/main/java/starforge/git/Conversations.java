package starforge.git;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;

/**
 * Fetches and pushes over a connection that both sides keep open (gitprotocol-pack(5)), by the same rules and limits as
 * {@link GitHttp}. Whoever calls has asked the gate.
 */
public final class Conversations {
    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final int BUFFER = 1 << 16;
    /** A client packs what it will push while the connection is still; over HTTP it does so before it asks. */
    private static final int PATIENCE = 5;

    private final Serving serving;
    private final Receiving receiving;
    private final Limits limits;
    private final ScheduledExecutorService clock;
    private final Semaphore places;

    /**
     * Gets ready.
     *
     * @param clock looks after clients that keep us waiting
     */
    public Conversations(Serving serving, Receiving receiving, Limits limits, ScheduledExecutorService clock) {
        this.serving = serving;
        this.receiving = receiving;
        this.limits = limits;
        this.clock = clock;
        this.places = new Semaphore(limits.transfers());
    }

    /**
     * A connection.
     *
     * @param protocol what the client said in {@code GIT_PROTOCOL}, split at colons
     * @param cut ends it, so that reading and writing stop
     */
    public record Line(InputStream in, OutputStream out, List<String> protocol, Runnable cut) {}

    /** How many are going on now. */
    public int running() {
        return limits.transfers() - places.availablePermits();
    }

    /**
     * Serves a fetch or a clone until the client has what it wants.
     *
     * @throws IOException when the client has gone or sends what is no Git
     * @throws Refusal UNAVAILABLE when too many others are at it, TOO_LARGE for endless requests
     */
    public void fetch(Gate.Entry entry, Line line) throws IOException {
        run(line, pace -> {
            InputStream in = new Bounded(pace.reading(line.in()), limits.requestBytes());
            OutputStream out = new BufferedOutputStream(pace.writing(line.out()), BUFFER);
            serve(entry, line.protocol(), new BufferedInputStream(in, BUFFER), out);
            out.flush();
        });
    }

    private void serve(Gate.Entry entry, List<String> protocol, InputStream in, OutputStream out) throws IOException {
        try {
            serving.converse(entry.id(), protocol, in, out);
        } catch (UploadPackInternalServerErrorException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            if (e.getCause() != null && Transfer.isClients(e.getCause())) {
                throw e;
            }
            LOG.warn("A fetch from {} failed", entry.name(), e.getCause());
        } catch (ServiceMayNotContinueException e) {
            LOG.info("A fetch from {} ended: {}", entry.name(), e.toString());
        }
    }

    /**
     * Takes a push; whatever the client must know of one that failed, JGit has put in its report.
     *
     * @throws IOException when the client has gone
     * @throws Refusal UNAVAILABLE when too many others are at it
     */
    public void push(Identity who, Gate.Entry entry, Line line) throws IOException {
        run(line, pace -> {
            InputStream in = new BufferedInputStream(
                    new Bounded(pace.reading(line.in()), limits.packBytes() + limits.commandBytes()), BUFFER);
            OutputStream out = new BufferedOutputStream(pace.writing(line.out()), BUFFER);
            try (Reception reception = receiving.into(entry.id(), entry.name(), who)) {
                reception.setBiDirectionalPipe(true);
                reception.receive(in, out, null);
            } catch (UnpackException | PackProtocolException e) {
                LOG.info("A push to {} was refused: {}", entry.name(), String.valueOf(e.getCause()));
            }
            out.flush();
        });
    }

    @FunctionalInterface
    private interface Work {
        void at(Pace pace) throws IOException;
    }

    private void run(Line line, Work work) throws IOException {
        if (!places.tryAcquire()) {
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "ssh.busy");
        }
        try (Pace pace = new Pace(this::later, line.cut(), limits.idle().multipliedBy(PATIENCE))) {
            work.at(pace);
        } finally {
            places.release();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is done later only ends a connection, and asks for no answer.
    private void later(Runnable task, long nanos) {
        clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /** What a client says, up to a length. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = in.read(buffer, from, length);
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new Refusal(Refusal.Reason.TOO_LARGE, "ssh.too-large");
            }
            return read;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }
}
