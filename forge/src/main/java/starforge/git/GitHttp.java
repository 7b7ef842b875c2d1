package starforge.git;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Authenticator;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;

/**
 * Git over HTTP (gitprotocol-http(5)), smart only, at {@code /<repository>.git} and {@code /<repository>}. Stands before the
 * pages, and leaves alone what is not Git's. Each request is judged by itself: by its path, never by what its query says it
 * is, and without a session.
 *
 * <p>Nobody in particular gets 401 for what they may not reach, whether it exists or not, so that Git asks for a password;
 * somebody signed in gets 404 for what they may not see and 403 for what they may not do.
 */
public final class GitHttp extends AbstractHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GitHttp.class);
    private static final int BUFFER = 1 << 16;
    private static final String FETCH = "git-upload-pack";
    private static final String PUSH = "git-receive-pack";
    private static final Set<Refusal.Reason> HIDES_EXISTENCE =
            EnumSet.of(Refusal.Reason.LOGIN, Refusal.Reason.FORBIDDEN, Refusal.Reason.NOT_FOUND);

    private final Gate gate;
    private final BasicAuth auth;
    private final Serving serving;
    private final Receiving receiving;
    private final Limits limits;
    private final Semaphore transfers;

    public GitHttp(Gate gate, Authenticator authenticator, Serving serving, Receiving receiving, Limits limits) {
        this.gate = gate;
        this.auth = new BasicAuth(authenticator);
        this.serving = serving;
        this.receiving = receiving;
        this.limits = limits;
        this.transfers = new Semaphore(limits.transfers());
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<GitAddress> address = GitAddress.of(request.getRequestURI());
        if (address.isEmpty() || base.isHandled()) {
            return;
        }
        base.setHandled(true);
        base.getHttpChannel().getEndPoint().setIdleTimeout(limits.idle().toMillis());
        try {
            answer(address.get(), request, response);
        } catch (IOException | RuntimeException e) {
            explain(e, base, response);
        }
    }

    private void answer(GitAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (address.what()) {
            case FRONT -> redirect(address, request, response);
            case DUMB -> throw dumb();
            case INFO_REFS -> advertise(address, request, response);
            case UPLOAD_PACK -> transfer(address, request, response, FETCH);
            case RECEIVE_PACK -> transfer(address, request, response, PUSH);
        }
    }

    private static void redirect(GitAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (allow(request, response, "GET", "HEAD")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "/" + address.repo());
        }
    }

    private void advertise(GitAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!allow(request, response, "GET")) {
            return;
        }
        String service = service(request);
        Visit visit = enter(address.repo(), service, request);
        OutputStream out = begin(response, service + "-advertisement");
        if (service.equals(FETCH)) {
            serving.advertise(visit.entry().id(), protocol(request), out);
        } else {
            receiving.advertise(visit.entry().id(), out);
        }
        out.flush();
    }

    /** The service asked for; without one it is the dumb protocol. */
    private static String service(HttpServletRequest request) {
        String query = String.valueOf(request.getQueryString());
        List<String> services = Stream.of(query.split("&", -1))
                .filter(part -> part.startsWith("service="))
                .map(part -> part.substring("service=".length()))
                .toList();
        if (services.size() != 1) {
            throw dumb();
        }
        if (!services.get(0).equals(FETCH) && !services.get(0).equals(PUSH)) {
            throw new Refusal(Refusal.Reason.MALFORMED, "This server offers git-upload-pack and git-receive-pack.");
        }
        return services.get(0);
    }

    private void transfer(GitAddress address, HttpServletRequest request, HttpServletResponse response, String service)
            throws IOException {
        if (!allow(request, response, "POST")) {
            return;
        }
        String type = "application/x-" + service + "-request";
        if (!type.equals(request.getContentType())) {
            say(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "The body here is of type " + type + ".");
            return;
        }
        Visit visit = enter(address.repo(), service, request);
        if (!transfers.tryAcquire()) {
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "The server is busy with other transfers. Try again soon.");
        }
        try {
            if (service.equals(FETCH)) {
                upload(visit, request, response);
            } else {
                receive(visit, request, response);
            }
        } finally {
            transfers.release();
        }
    }

    private Visit enter(RepoName repo, String service, HttpServletRequest request) {
        Identity who = auth.identify(request);
        try {
            return new Visit(who, gate.require(who, repo, service.equals(FETCH) ? Level.READ : Level.WRITE));
        } catch (Refusal e) {
            if (who.isAnonymous() && HIDES_EXISTENCE.contains(e.reason())) {
                throw new Refusal(
                        Refusal.Reason.LOGIN, "There is no such repository, or you need to sign in to reach it.", e);
            }
            throw e;
        }
    }

    private void upload(Visit visit, HttpServletRequest request, HttpServletResponse response) throws IOException {
        InputStream in = RequestBody.open(request, limits.requestBytes(), limits.idle());
        OutputStream out = begin(response, FETCH + "-result");
        try {
            serving.answer(visit.entry().id(), protocol(request), in, out);
        } catch (UploadPackInternalServerErrorException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            LOG.info("A fetch from {} ended: {}", visit.entry().name(), String.valueOf(e.getCause()));
        } catch (ServiceMayNotContinueException e) {
            LOG.debug("A fetch from {} was refused: {}", visit.entry().name(), e.getMessage());
        }
        out.flush();
    }

    /** Whatever a client must know of a push that failed, JGit has put in its report. */
    private void receive(Visit visit, HttpServletRequest request, HttpServletResponse response) throws IOException {
        InputStream in = RequestBody.open(request, limits.packBytes() + limits.commandBytes(), limits.idle());
        OutputStream out = begin(response, PUSH + "-result");
        try (Reception reception =
                receiving.into(visit.entry().id(), visit.entry().name(), visit.who())) {
            reception.receive(in, out, null);
        } catch (UnpackException | PackProtocolException e) {
            LOG.info("A push to {} ended: {}", visit.entry().name(), String.valueOf(e.getCause()));
            drain(in);
        }
        out.flush();
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
        response.setContentType("application/x-" + type);
        response.setHeader("Cache-Control", "no-cache");
        return new BufferedOutputStream(response.getOutputStream(), BUFFER);
    }

    private static List<String> protocol(HttpServletRequest request) {
        String header = request.getHeader("Git-Protocol");
        return header == null ? List.of() : List.of(header.split(":", -1));
    }

    private static boolean allow(HttpServletRequest request, HttpServletResponse response, String... methods)
            throws IOException {
        boolean allowed = List.of(methods).contains(request.getMethod());
        if (!allowed) {
            response.setHeader("Allow", String.join(", ", methods));
            say(response, Refusal.Reason.METHOD.status(), "Use " + String.join(" or ", methods) + " here.");
        }
        return allowed;
    }

    private static Refusal dumb() {
        return new Refusal(
                Refusal.Reason.MALFORMED,
                "This server speaks only the smart HTTP protocol of Git. Please use git 1.6.6 or newer.");
    }

    private static void explain(Exception problem, Request base, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            LOG.info("A transfer was cut off: {}", problem.toString());
            base.getHttpChannel().abort(problem);
            return;
        }
        response.reset();
        if (problem instanceof Refusal refusal) {
            refuse(refusal, response);
            return;
        }
        if (problem.getClass() == IOException.class || problem instanceof EOFException) {
            LOG.info("A request was not understood: {}", problem.toString());
            say(response, Refusal.Reason.MALFORMED.status(), "This is not what Git sends here.");
            return;
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Git request {} failed", id, problem);
        say(response, 500, "Something went wrong on the server. Its log has the details under " + id + ".");
    }

    private static void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
        if (refusal.reason() == Refusal.Reason.LOGIN) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Starforge\"");
        }
        if (!refusal.retryAfter().isZero()) {
            response.setHeader(
                    "Retry-After",
                    String.valueOf(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        say(response, refusal.reason().status(), refusal.text());
    }

    /** Git shows plain text to its user. */
    private static void say(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody who has come through the gate. */
    private record Visit(Identity who, Gate.Entry entry) {}
}
