package starforge.releases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.stream.Collectors;
import javax.servlet.ServletException;
import javax.servlet.http.Part;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.code.Hidden;
import starforge.code.Where;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;
import starforge.web.Uploading;

/**
 * Files of releases: {@code /<repo>/releases/download/<tag>/<file>}, with their checksums as the file {@code SHA256SUMS}; POST
 * {@code /<repo>/upload/<tag>} ({@code filestream}) adds one, POST {@code releases/drop/<tag>} ({@code name}) takes one away.
 */
public final class ReleaseFilePages {
    private static final String FIELD = "filestream";
    private static final int AT_ONCE = 4;

    private final Releases releases;
    private final ReleasePages pages;
    private final Uploading uploading;

    /**
     * Takes files of a limited size.
     *
     * @param pages show the form again when something is wrong
     * @param mostBytes of one file
     */
    public ReleaseFilePages(Releases releases, ReleasePages pages, long mostBytes) {
        this.releases = releases;
        this.pages = pages;
        this.uploading = new Uploading(releases.incoming(), mostBytes, AT_ONCE);
    }

    public void addTo(Routes routes) {
        routes.repoGet("releases/download", Level.READ, this::download);
        routes.repoUpload(
                "upload",
                Level.WRITE,
                uploading,
                exchange -> Forms.orAgain(exchange, FIELD, this::add, wrong -> pages.edit(exchange, wrong)));
        routes.repoPost("releases/drop", Level.WRITE, this::drop);
    }

    private Object download(Exchange exchange) throws IOException {
        int slash = exchange.rest().lastIndexOf('/');
        if (slash < 0) {
            throw Refusal.notFound();
        }
        String tag = exchange.rest().substring(0, slash);
        String name = exchange.rest().substring(slash + 1);
        if (name.equals(FileNames.SUMS)) {
            return sums(exchange, tag);
        }
        ReleaseFile file = releases.file(exchange.repo(), tag, name);
        open(exchange, "application/octet-stream", name);
        exchange.header("ETag", "\"" + file.sha256() + "\"");
        exchange.rawResponse().setContentLengthLong(file.size());
        if (!exchange.method().equals("HEAD")) {
            releases.copy(file, exchange.rawResponse().getOutputStream());
        }
        return "";
    }

    private String sums(Exchange exchange, String tag) {
        String sums = releases.files(releases.get(exchange.repo(), tag)).stream()
                .map(file -> file.sha256() + "  " + file.name() + "\n")
                .collect(Collectors.joining());
        open(exchange, "text/plain; charset=utf-8", FileNames.SUMS);
        return sums;
    }

    /** Strangers' bytes: to be saved, and harmless where a browser shows them all the same (RFC 6266, RFC 8187). */
    private static void open(Exchange exchange, String type, String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String whole = URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A");
        exchange.type(type);
        exchange.header("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + whole);
        exchange.header("Content-Security-Policy", "sandbox; default-src 'none'");
        exchange.header("Cache-Control", "private, no-cache");
    }

    private Object add(Exchange exchange) throws IOException, ServletException {
        Part part = exchange.rawRequest().getPart(FIELD);
        if (part == null || part.getSubmittedFileName() == null) {
            throw Refusal.invalid(FIELD, "release.no-file");
        }
        try (InputStream contents = part.getInputStream()) {
            String name = releases.add(exchange.repo(), exchange.rest(), part.getSubmittedFileName(), contents);
            return back(exchange, Notice.ok("release.file-added", Hidden.shown(name)));
        }
    }

    private Object drop(Exchange exchange) {
        releases.remove(exchange.repo(), exchange.rest(), exchange.form("name"));
        return back(exchange, Notice.ok("release.file-removed", Hidden.shown(exchange.form("name"))));
    }

    private static String back(Exchange exchange, Notice notice) {
        return exchange.redirect(
                ReleasePages.url(exchange) + "/releases/edit/" + Where.encode(exchange.rest()), notice);
    }
}
