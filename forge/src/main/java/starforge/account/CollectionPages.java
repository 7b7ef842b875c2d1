package starforge.account;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.ServletException;
import javax.servlet.http.Part;
import starforge.access.Refusal;
import starforge.account.Collection.Brought;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Routes;
import starforge.web.Uploading;

/**
 * {@code /settings/stars}: own stars and follows as a file, {@code /settings/stars.json}, and from such a file (POST with
 * {@code file}).
 */
public final class CollectionPages {
    /** Bytes of a file that may come. */
    public static final long MOST_BYTES = 1 << 20;

    private static final String HOME = "/settings/stars";
    private static final String FIELD = "file";

    private final Collection collection;
    private final Uploading uploading;

    /**
     * Takes files of at most {@link #MOST_BYTES}.
     *
     * @param uploading receives them
     */
    public CollectionPages(Collection collection, Uploading uploading) {
        this.collection = collection;
        this.uploading = uploading;
    }

    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> show(exchange, Map.of()));
        routes.userGet(HOME + ".json", this::download);
        routes.userUpload(
                HOME, uploading, exchange -> Forms.orAgain(exchange, this::bring, wrong -> show(exchange, wrong)));
    }

    private static Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("most", Collection.MOST);
        return exchange.html("account/stars", model);
    }

    private Object download(Exchange exchange) {
        exchange.type("application/json; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"stars.json\"");
        return collection.written(exchange.who());
    }

    private Object bring(Exchange exchange) throws IOException, ServletException {
        Part part = exchange.rawRequest().getPart(FIELD);
        if (part == null || part.getSize() == 0) {
            throw Refusal.invalid(FIELD, "collection.no-file");
        }
        try (InputStream contents = part.getInputStream()) {
            Brought brought = collection.bring(exchange.who(), contents.readAllBytes());
            return show(exchange, Map.of("brought", brought));
        }
    }
}
