package starforge.code;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.git.read.File;
import starforge.git.read.Trees;
import starforge.web.Exchange;
import starforge.web.Routes;

/** The bytes of a file: {@code /<repo>/raw/<ref>/f/<path>}. A link is not followed: its bytes are where it points. */
final class RawPages {
    private final CodeView code;
    private final Trees trees;

    RawPages(CodeView code, Trees trees) {
        this.code = code;
        this.trees = trees;
    }

    void addTo(Routes routes) {
        routes.repoGet("raw", Level.READ, this::raw);
    }

    private Object raw(Exchange exchange) throws IOException {
        Where at = code.where(exchange);
        long repo = exchange.repo().id();
        File file = trees.file(repo, at.commit(), at.path()).orElseThrow(Refusal::notFound);
        String tag = "\"" + file.id() + "\"";
        exchange.header("ETag", tag).header("Cache-Control", caching(exchange, at));
        RawType type = RawType.of(at.name(), file);
        open(exchange, type, at.name());
        if (holds(exchange, tag)) {
            exchange.status(HttpServletResponse.SC_NOT_MODIFIED);
            return "";
        }
        HttpServletResponse response = exchange.rawResponse();
        response.setContentLengthLong(file.size());
        if (!exchange.rawRequest().getMethod().equals("HEAD")) {
            trees.copy(repo, file.id(), response.getOutputStream());
        }
        return "";
    }

    /** Begins an answer of bytes that somebody else wrote. */
    static void open(Exchange exchange, RawType type, String name) {
        exchange.type(type.mime());
        exchange.header("Content-Security-Policy", type.policy());
        exchange.header("Content-Disposition", (type.inline() ? "inline" : "attachment") + named(name));
    }

    /** The name to save under, plain and in UTF-8 (RFC 6266, RFC 8187). */
    private static String named(String name) {
        String shown = Hidden.shown(name);
        String plain = shown.replaceAll("[^A-Za-z0-9._ -]", "_");
        String whole = URLEncoder.encode(shown, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "; filename=\"" + plain + "\"; filename*=UTF-8''" + whole;
    }

    /** Only what everybody may see and what never changes is kept without asking again. */
    private static String caching(Exchange exchange, Where at) {
        if (exchange.repo().isHidden()) {
            return "private, no-cache";
        }
        boolean isFixed =
                exchange.rest().startsWith(at.commit() + "/") && at.ref().equals(at.commit());
        return isFixed ? "public, max-age=31536000, immutable" : "public, no-cache";
    }

    private static boolean holds(Exchange exchange, String tag) {
        return exchange.header("If-None-Match")
                .filter(held -> held.contains(tag) || held.strip().equals("*"))
                .isPresent();
    }
}
