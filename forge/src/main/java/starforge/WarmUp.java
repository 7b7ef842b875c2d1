package starforge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Identity;
import starforge.repos.Listing;
import starforge.repos.Repos;

/**
 * A forge that has just started visits itself, as somebody who is not signed in: so the code is loaded, and the pages are kept,
 * before a person waits for them.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** Repositories to visit. */
    private static final int MOST = 3;

    private static final int PATIENCE_MS = 10_000;
    /** What the refs are, which every clone asks first (ls-refs of gitprotocol-v2(5)). */
    private static final String LS_REFS = "0014command=ls-refs\n00010009peel\n000csymrefs\n0000";

    private final String origin;
    private int answers;

    /**
     * Knows where to go.
     *
     * @param origin where the forge listens, without a slash at the end
     */
    WarmUp(String origin) {
        this.origin = origin;
    }

    /** Begins visits to the repositories where something happened last, and does not wait for them. */
    void start(Repos repos) {
        Thread thread = new Thread(() -> visit(busiest(repos)), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static List<String> busiest(Repos repos) {
        return repos.list(Identity.ANONYMOUS, Listing.all(Listing.Sort.ACTIVE, 0, MOST)).stream()
                .map(repo -> repo.name().toString())
                .toList();
    }

    /** Visits these repositories, and gives how often it was let in. */
    int visit(List<String> names) {
        ask("/", "");
        for (String name : names) {
            ask("/" + name, "");
            ask("/" + name + ".git/info/refs?service=git-upload-pack", "");
            ask("/" + name + ".git/git-upload-pack", LS_REFS);
        }
        return answers;
    }

    private void ask(String path, String body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(origin + path).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            connection.setRequestProperty("Accept-Encoding", "gzip");
            connection.setRequestProperty("Git-Protocol", "version=2");
            if (!body.isEmpty()) {
                connection.setRequestProperty("Content-Type", "application/x-git-upload-pack-request");
                send(connection, body);
            }
            read(connection);
            answers += 1;
        } catch (IOException e) {
            LOG.debug("A first visit failed", e);
        }
    }

    private static void send(HttpURLConnection connection, String body) throws IOException {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void read(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
