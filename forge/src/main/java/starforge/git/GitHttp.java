package starforge.git;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Authenticator;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.words.Words;

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
    private static final Set<Refusal.Reason> TELLS_EXISTENCE =
            EnumSet.of(Refusal.Reason.LOGIN, Refusal.Reason.FORBIDDEN, Refusal.Reason.NOT_FOUND);

    private final Gate gate;
    private final BasicAuth auth;
    private final Transfer transfer;
    private final Limits limits;

    public GitHttp(Gate gate, Authenticator authenticator, Serving serving, Receiving receiving, Limits limits) {
        this.gate = gate;
        this.auth = new BasicAuth(authenticator);
        this.transfer = new Transfer(serving, receiving, limits);
        this.limits = limits;
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
            case DUMB -> throw GitService.dumb();
            case INFO_REFS -> advertise(address, request, response);
            case UPLOAD_PACK -> post(GitService.FETCH, address, request, response);
            case RECEIVE_PACK -> post(GitService.PUSH, address, request, response);
        }
    }

    private static void redirect(GitAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (PlainAnswer.allows(request, response, "GET", "HEAD")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "/" + address.repo());
        }
    }

    private void advertise(GitAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (PlainAnswer.allows(request, response, "GET")) {
            GitService service = GitService.asked(request);
            Gate.Entry entry = enter(auth.identify(request), address.repo(), service);
            transfer.advertise(service, entry, request, response);
        }
    }

    private void post(GitService service, GitAddress address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!PlainAnswer.allows(request, response, "POST")) {
            return;
        }
        String type = service.type("request");
        if (!type.equals(request.getContentType())) {
            PlainAnswer.say(response, 415, Words.english().say("git.body-type", type));
            return;
        }
        Identity who = auth.identify(request);
        transfer.run(service, who, enter(who, address.repo(), service), request, response);
    }

    private Gate.Entry enter(Identity who, RepoName repo, GitService service) {
        try {
            return gate.require(who, repo, service.needed());
        } catch (Refusal e) {
            if (who.isAnonymous() && TELLS_EXISTENCE.contains(e.reason())) {
                throw new Refusal(e, Refusal.Reason.LOGIN, "git.login");
            }
            throw e;
        }
    }

    private static void explain(Exception problem, Request base, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            LOG.info("A transfer was cut off: {}", problem.toString());
            base.getHttpChannel().abort(problem);
            return;
        }
        response.reset();
        if (problem instanceof Refusal refusal) {
            PlainAnswer.refuse(response, refusal);
        } else if (Transfer.isClients(problem)) {
            LOG.info("A request was not understood: {}", problem.toString());
            PlainAnswer.refuse(response, new Refusal(Refusal.Reason.MALFORMED, "git.not-understood"));
        } else {
            String id = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Git request {} failed", id, problem);
            PlainAnswer.say(response, 500, Words.english().say("git.broken", id));
        }
    }
}
