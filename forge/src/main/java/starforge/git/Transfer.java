package starforge.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;

/** Carries one request of a fetch or a push between a client and JGit, for somebody whom the gate has let through. */
final class Transfer {
    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

    private final Serving serving;
    private final Receiving receiving;
    private final Limits limits;
    private final Semaphore places;

    Transfer(Serving serving, Receiving receiving, Limits limits) {
        this.serving = serving;
        this.receiving = receiving;
        this.limits = limits;
        this.places = new Semaphore(limits.transfers());
    }

    /** Answers an {@code info/refs}. */
    void advertise(GitService service, Gate.Entry entry, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply out = new Reply(response, begin(response, service.type("advertisement")));
        switch (service) {
            case FETCH -> serving.advertise(entry.id(), protocol(request), out);
            case PUSH -> receiving.advertise(entry.id(), out);
        }
        out.finish();
    }

    /**
     * Answers a POST to a service.
     *
     * @throws Refusal UNAVAILABLE when too many others are at it
     */
    void run(
            GitService service,
            Identity who,
            Gate.Entry entry,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!places.tryAcquire()) {
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "git.busy");
        }
        try (Pace pace = new Pace(Request.getBaseRequest(request).getHttpChannel(), limits.idle())) {
            switch (service) {
                case FETCH -> fetch(entry, request, response, pace);
                case PUSH -> push(who, entry, request, response, pace);
            }
        } finally {
            places.release();
        }
    }

    private void fetch(Gate.Entry entry, HttpServletRequest request, HttpServletResponse response, Pace pace)
            throws IOException {
        InputStream in = RequestBody.open(request, limits.requestBytes(), pace);
        OutputStream wire = begin(response, GitService.FETCH.type("result"));
        Reply out = new Reply(response, pace.writing(wire));
        try {
            serving.answer(entry.id(), protocol(request), in, out);
        } catch (UploadPackInternalServerErrorException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            log("fetch from", entry, e.getCause());
        } catch (ServiceMayNotContinueException e) {
            log("fetch from", entry, e);
        }
        out.finish();
    }

    /** Whatever a client must know of a push that failed, JGit has put in its report. */
    private void push(
            Identity who, Gate.Entry entry, HttpServletRequest request, HttpServletResponse response, Pace pace)
            throws IOException {
        InputStream in = RequestBody.open(request, limits.packBytes() + limits.commandBytes(), pace);
        OutputStream wire = begin(response, GitService.PUSH.type("result"));
        Reply out = new Reply(response, pace.writing(wire));
        try (Reception reception = receiving.into(entry.id(), entry.name(), who)) {
            reception.receive(in, out, null);
        } catch (UnpackException | PackProtocolException e) {
            LOG.info("A push to {} was refused: {}", entry.name(), String.valueOf(e.getCause()));
            drain(in);
        }
        out.finish();
    }

    /** Reads on to the end or the limit, as most clients look for an answer only after they have sent everything. */
    private static void drain(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | Refusal e) {
            LOG.debug("The rest of a request was not read", e);
        }
    }

    private static OutputStream begin(HttpServletResponse response, String type) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-cache");
        return response.getOutputStream();
    }

    /** What the client said in {@code Git-Protocol}, as {@code version=2}. */
    private static List<String> protocol(HttpServletRequest request) {
        String header = request.getHeader("Git-Protocol");
        return header == null ? List.of() : List.of(header.split(":", -1));
    }

    private static void log(String what, Gate.Entry entry, @Nullable Throwable problem) {
        if (problem != null && isClients(problem)) {
            LOG.info("A {} {} ended: {}", what, entry.name(), problem.toString());
        } else {
            LOG.warn("A {} {} failed", what, entry.name(), problem);
        }
    }

    /** Says whether it is the client that sent nonsense or went away. JGit throws plain IOException for broken packets. */
    static boolean isClients(Throwable problem) {
        return problem instanceof PackProtocolException
                || problem instanceof ServiceMayNotContinueException
                || problem instanceof EOFException
                || problem instanceof EofException
                || problem instanceof ClosedChannelException
                || problem.getClass() == IOException.class;
    }
}
