package starforge.code;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.git.read.Archives;
import starforge.git.read.Archives.Format;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.web.Exchange;
import starforge.web.Routes;
import starforge.web.Turnstile;

/**
 * All files of a commit to take home: {@code /<repo>/archive/<ref>/<name>.tar.gz} and {@code .zip}. They lie in a folder of
 * that name.
 */
final class ArchivePages {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,199}");
    private static final String CLOSED = "sandbox; default-src 'none'";

    private final Refs refs;
    private final Archives archives;
    /** For all who ask: an archive takes as long as its reader takes to read it. */
    private final Turnstile places = new Turnstile(8, 2, "archive.busy");

    ArchivePages(Refs refs, Archives archives) {
        this.refs = refs;
        this.archives = archives;
    }

    void addTo(Routes routes) {
        routes.repoGet("archive", Level.READ, this::archive);
    }

    private Object archive(Exchange exchange) throws IOException {
        String rest = exchange.rest();
        int slash = rest.lastIndexOf('/');
        String file = rest.substring(slash + 1);
        Format format = format(file).orElseThrow(Refusal::notFound);
        String name = file.substring(0, file.length() - format.ending().length());
        if (slash < 0 || !NAME.matcher(name).matches()) {
            throw Refusal.notFound();
        }
        long repo = exchange.repo().id();
        Revision revision = refs.resolve(repo, rest.substring(0, slash)).orElseThrow(Refusal::notFound);
        places.enter(exchange.remote());
        try {
            archives.check(repo, revision.commit());
            send(exchange, revision.commit(), name, format);
        } finally {
            places.leave(exchange.remote());
        }
        return "";
    }

    private static Optional<Format> format(String file) {
        for (Format format : Format.values()) {
            if (file.endsWith(format.ending())) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private void send(Exchange exchange, String commit, String name, Format format) throws IOException {
        RawPages.open(exchange, new RawType(format.mime(), CLOSED, false), name + format.ending());
        exchange.header("Cache-Control", "private, no-cache");
        if (exchange.rawRequest().getMethod().equals("HEAD")) {
            return;
        }
        try {
            long repo = exchange.repo().id();
            archives.write(repo, commit, name, format, exchange.rawResponse().getOutputStream());
        } catch (RuntimeException e) {
            if (exchange.rawResponse().isCommitted()) {
                // Half an archive must not look like a whole one: the connection is cut instead of ended.
                Request.getBaseRequest(exchange.rawRequest()).getHttpChannel().abort(e);
            }
            throw e;
        }
    }
}
