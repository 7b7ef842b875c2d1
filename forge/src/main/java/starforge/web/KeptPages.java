package starforge.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Pages for those who are not signed in, each rendered once and kept compressed until something moves that it shows. Only
 * pages that say of themselves {@link Exchange#keep} come in here. What passes without a change, "3 minutes ago", is at most
 * {@link #OLDEST} behind.
 */
final class KeptPages {
    static final Duration OLDEST = Duration.ofMinutes(1);
    static final long MOST_BYTES = 32L << 20;

    private static final HttpField HTML = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
    private static final HttpField GZIP = new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");
    private static final HttpField VARY = new PreEncodedHttpField(HttpHeader.VARY, "Accept-Encoding, Cookie");

    private static final Pattern NO_GZIP = Pattern.compile("gzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

    private final Function<HttpServletRequest, String> base;
    private final PageClock changes;
    private final Clock clock;
    private final Cache<PageKey, KeptPage> kept;

    KeptPages(Function<HttpServletRequest, String> base, PageClock changes, Clock clock) {
        this(base, changes, clock, MOST_BYTES);
    }

    /** With another bound. */
    KeptPages(Function<HttpServletRequest, String> base, PageClock changes, Clock clock, long mostBytes) {
        this.base = base;
        this.changes = changes;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher(
                        (PageKey key, KeptPage page) -> key.size() + page.text().size())
                .executor(Runnable::run)
                .build();
    }

    /** The page that was kept for such a request, fresh or old. */
    Optional<KeptPage> find(Request request) {
        return PageKey.of(base, request).map(kept::getIfPresent);
    }

    boolean isFresh(KeptPage page) {
        return changes.isStill(page.shown()) && clock.instant().isBefore(page.until());
    }

    /**
     * Keeps a page that was made just now.
     *
     * @return what was kept; empty when the request says who asks, so that the page is for nobody else
     */
    Optional<KeptPage> keep(Request request, String html, Letters letters, Shown shown, Duration age) {
        return PageKey.of(base, request).map(key -> {
            Squeezed text = Squeezed.of(html, letters.mine());
            KeptPage page = new KeptPage(
                    text,
                    letters.others(),
                    tag(letters.mine().isEmpty() ? html : html.replace(letters.mine(), "")),
                    shown,
                    clock.instant().plus(age),
                    new ReentrantLock());
            kept.put(key, page);
            return page;
        });
    }

    /** Weak, as readers get different letters (RFC 9110, section 8.8.1). */
    private static HttpField tag(String contents) {
        String hash = Secrets.hash(contents).substring(0, 32);
        return new PreEncodedHttpField(HttpHeader.ETAG, "W/\"" + hash + "\"");
    }

    /** Forgets a page that nothing came after. */
    void forget(Request request, KeptPage old) {
        PageKey.of(base, request).ifPresent(key -> kept.asMap().remove(key, old));
    }

    /** Answers with a kept page: 304 to who has it already (RFC 9110, section 13.1.2). */
    void answer(KeptPage page, Supplier<String> letters, Request request) throws IOException {
        Response response = request.getResponse();
        HttpFields fields = response.getHttpFields();
        PageHandler.addProtection(fields);
        fields.put(VARY);
        fields.put(page.tag());
        request.setHandled(true);
        if (holds(request, page.tag())) {
            response.setStatus(Response.SC_NOT_MODIFIED);
            return;
        }
        boolean zipped = takesGzip(request);
        byte[] bytes = zipped ? page.text().with(letters.get()) : page.text().plainWith(letters.get());
        fields.put(HTML);
        if (zipped) {
            fields.put(GZIP);
        }
        response.setContentLength(bytes.length);
        response.getHttpOutput().sendContent(ByteBuffer.wrap(bytes));
    }

    private static boolean holds(Request request, HttpField tag) {
        String held = request.getHttpFields().get(HttpHeader.IF_NONE_MATCH);
        return held != null && (held.contains(tag.getValue()) || held.strip().equals("*"));
    }

    private static boolean takesGzip(Request request) {
        String accepted = request.getHttpFields().get(HttpHeader.ACCEPT_ENCODING);
        return accepted != null
                && accepted.contains("gzip")
                && !(accepted.contains("q=0") && NO_GZIP.matcher(accepted).find());
    }

    /** How many bytes are kept, about. */
    long bytes() {
        kept.cleanUp();
        return kept.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
