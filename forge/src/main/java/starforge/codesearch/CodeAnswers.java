package starforge.codesearch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.codesearch.CodeSearch.Outcome;
import starforge.codesearch.CodeSearch.Place;
import starforge.highlight.Highlighter;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Pages;

/**
 * How a search in files is answered, wherever it is asked: by a page, by JSON, or by the parts of the page as they come, one JSON
 * object a line: {@code {"file": html}} for each file, {@code {"head": html}} at last, or {@code {"error": sentence, "field": name}}.
 */
public final class CodeAnswers {
    private static final String LINES = "application/x-ndjson";
    /** So long a search may take. */
    private static final Duration BUDGET = Duration.ofSeconds(2);

    private final CodeSearch search;
    private final Highlighter highlighter = new Highlighter();

    public CodeAnswers(CodeSearch search) {
        this.search = search;
    }

    /**
     * Where somebody searches.
     *
     * @param template of the page
     * @param address of the page, to which the query's own is added
     * @param model what the page says beside the search
     * @param places what the asker may see at this moment
     */
    public record Asked(String template, String address, Map<String, Object> model, Supplier<List<Place>> places) {}

    /** Whether the script of the page asks. */
    static boolean wantsLines(Exchange exchange) {
        return exchange.header("Accept").filter(LINES::equals).isPresent();
    }

    /** Answers. What is wrong with the query is said at its field. */
    public Object answer(Exchange exchange, Asked asked) throws Exception {
        CodeQuery query = CodeQuery.of(exchange);
        if (wantsLines(exchange)) {
            return lines(exchange, asked, query);
        }
        if (exchange.wantsJson()) {
            return json(exchange, asked, query.checked());
        }
        return Forms.orAgain(
                exchange,
                it -> page(it, asked, query.checked()),
                wrong -> exchange.html(asked.template(), model(asked, query, wrong)));
    }

    private static Map<String, Object> model(Asked asked, CodeQuery query, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>(asked.model());
        model.put("query", query);
        model.put("address", asked.address());
        model.put("found", List.of());
        model.putAll(more);
        return model;
    }

    private Object page(Exchange exchange, Asked asked, CodeQuery query) throws IOException {
        List<ShownFile> found = new ArrayList<>();
        Map<String, Object> more = new HashMap<>();
        if (!query.text().isEmpty()) {
            List<Place> places = asked.places().get();
            Outcome outcome = search.search(query, places, exchange.page(), BUDGET, file -> found.add(drawn(file)));
            more.putAll(outcome(exchange, asked, query, outcome));
        }
        more.put("found", found);
        return exchange.html(asked.template(), model(asked, query, more));
    }

    private ShownFile drawn(FoundFile file) {
        return ShownFile.of(file, highlighter);
    }

    private static Map<String, Object> outcome(Exchange exchange, Asked asked, CodeQuery query, Outcome outcome) {
        return Map.of("outcome", outcome, "pages", pages(exchange, outcome), "here", asked.address() + query.address());
    }

    private static Pages pages(Exchange exchange, Outcome outcome) {
        return new Pages(exchange.page(), CodeSearch.PAGE, Math.min(outcome.files(), CodeSearch.MOST_FILES));
    }

    private Object json(Exchange exchange, Asked asked, CodeQuery query) throws IOException {
        if (query.text().isEmpty()) {
            throw Refusal.invalid("q", "code-search.bad.empty");
        }
        List<Map<String, Object>> results = new ArrayList<>();
        Outcome outcome =
                search.search(query, asked.places().get(), exchange.page(), BUDGET, file -> results.add(plain(file)));
        Map<String, Object> answer = new HashMap<>();
        answer.put("q", query.text());
        answer.put("files", outcome.files());
        answer.put("matches", outcome.matches());
        answer.put("complete", outcome.isWhole());
        answer.put("unread", outcome.unread());
        answer.put("page", exchange.page());
        answer.put("pages", pages(exchange, outcome).last());
        answer.put("results", results);
        return exchange.json(answer);
    }

    private static Map<String, Object> plain(FoundFile file) {
        Map<String, Object> plain = new HashMap<>();
        plain.put("repo", file.repo());
        plain.put("path", file.path());
        plain.put("commit", file.commit());
        plain.put("language", file.language());
        plain.put("matches", file.matches());
        plain.put("url", file.url());
        plain.put("lines", file.lines().stream().map(CodeAnswers::plain).toList());
        return plain;
    }

    private static Map<String, Object> plain(FoundLine line) {
        return Map.of(
                "number", line.number(),
                "text", line.text(),
                "found", line.isFound(),
                "cut", line.isCutBefore() || line.isCutAfter(),
                "marks",
                        line.marks().stream()
                                .map(mark -> new int[] {mark.from(), mark.to()})
                                .toList());
    }

    private Object lines(Exchange exchange, Asked asked, CodeQuery query) throws IOException {
        exchange.type(LINES).header("X-Accel-Buffering", "no");
        try {
            stream(exchange, asked, query.checked());
            return "";
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.INVALID) {
                throw refusal;
            }
            exchange.status(refusal.reason().status());
            return exchange.line(Map.of("error", refusal.text(), "field", refusal.field()));
        }
    }

    private void stream(Exchange exchange, Asked asked, CodeQuery query) throws IOException {
        Map<String, Object> more = new HashMap<>();
        if (!query.text().isEmpty()) {
            List<Place> places = asked.places().get();
            Outcome outcome = search.search(
                    query,
                    places,
                    exchange.page(),
                    BUDGET,
                    file -> send(exchange, "file", "search/file", shown(asked, Map.of("hit", drawn(file)))));
            more.putAll(outcome(exchange, asked, query, outcome));
        }
        send(exchange, "head", "search/head", model(asked, query, more));
    }

    private static Map<String, Object> shown(Asked asked, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("showRepo", !asked.model().containsKey("repo"));
        return model;
    }

    private static void send(Exchange exchange, String name, String template, Map<String, Object> model)
            throws IOException {
        String html = exchange.html(template, model);
        exchange.type(LINES).send(Map.of(name, html));
    }
}
