package starforge.web;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;

/**
 * What programs ask at {@code /api/0/<repo>/<word>/...}, addresses of Pagure's, by their words. Whatever is refused is said in
 * the form of that API.
 */
final class ApiRoutes {
    /** What all of their addresses begin with. */
    static final String ROOT = "/api/0/";

    private final Gate gate;
    private final Errors errors;
    private final Map<String, Map<String, Handler>> words = new HashMap<>();

    ApiRoutes(Gate gate, Errors errors) {
        this.gate = gate;
        this.errors = errors;
    }

    void add(String method, String word, Handler handler) {
        words.computeIfAbsent(word, key -> new HashMap<>()).put(method, handler);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    Object answer(Exchange exchange) {
        try {
            exchange.asker().identifyProgram();
            return handle(exchange);
        } catch (ApiError e) {
            return e.answer(exchange);
        } catch (Refusal e) {
            return e.reason() == Reason.METHOD
                    ? errors.answer(exchange, e)
                    : ApiError.of(e).answer(exchange);
        } catch (Exception e) {
            return errors.answer(exchange, e);
        }
    }

    private Object handle(Exchange exchange) throws Exception {
        RepoName.Address address = PathDecoder.decode(exchange.rawRequest().getRequestURI())
                .map(path -> path.substring(Math.min(path.length(), ROOT.length())))
                .flatMap(RepoName.Address::parse)
                .orElseThrow(Refusal::notFound);
        Gate.Entry entry = gate.require(exchange.who(), address.repo(), Level.READ);
        Map<String, Handler> methods = words.getOrDefault(address.word(), Map.of());
        if (methods.isEmpty()) {
            throw Refusal.notFound();
        }
        Handler handler = methods.get(exchange.method().equals("HEAD") ? "GET" : exchange.method());
        if (handler == null) {
            throw Errors.wrongMethod(exchange, methods.keySet());
        }
        String rest = address.rest();
        exchange.at(entry, rest.substring(Math.min(rest.length(), address.word().length() + 1)));
        return handler.answer(exchange);
    }
}
