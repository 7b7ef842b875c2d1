package starforge.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;

/**
 * The pages below repositories, by their page words. A name is read and the right to see it is asked here, once, before
 * anything else is looked at.
 */
final class RepoRoutes {
    private final Gate gate;
    private final Map<String, Map<String, Guarded>> words = new HashMap<>();

    private record Guarded(Level level, Handler handler) {}

    RepoRoutes(Gate gate) {
        this.gate = gate;
    }

    /**
     * Adds one.
     *
     * @param word first segment behind the name, or two of them ({@code settings/people}); "" is the front page
     */
    void add(String method, String word, Level level, Handler handler) {
        words.computeIfAbsent(word, key -> new HashMap<>()).put(method, new Guarded(level, handler));
    }

    /** All of them: {@code POST <repo>/star/1}. */
    Stream<String> listing() {
        return words.entrySet().stream().flatMap(word -> word.getValue().keySet().stream()
                .map(method -> method + " <repo>" + (word.getKey().isEmpty() ? "" : "/" + word.getKey())));
    }

    Object answer(Exchange exchange) throws Exception {
        RepoName.Address address = PathDecoder.decode(exchange.rawRequest().getRequestURI())
                .flatMap(RepoName.Address::parse)
                .orElseThrow(Refusal::notFound);
        Gate.Entry entry = gate.require(exchange.who(), address.repo(), Level.READ);
        if (exchange.method().matches("GET|HEAD") && isFormer(address.repo(), entry.name())) {
            return exchange.redirect(moved(exchange.here(), address, entry.name()));
        }
        String word = wordOf(address).orElseThrow(Refusal::notFound);
        Map<String, Guarded> methods = words.getOrDefault(word, Map.of());
        Guarded route = methods.get(exchange.method().equals("HEAD") ? "GET" : exchange.method());
        if (route == null) {
            throw Errors.wrongMethod(exchange, methods.keySet());
        }
        if (route.level() != Level.READ) {
            // Asked even of those who have the level: in an archived repository it is not enough.
            entry = gate.require(exchange.who(), address.repo(), route.level());
        }
        exchange.at(entry, address.rest().substring(Math.min(address.rest().length(), word.length() + 1)));
        return route.handler().answer(exchange);
    }

    private static boolean isFormer(RepoName asked, RepoName now) {
        return !asked.toString().equalsIgnoreCase(now.toString());
    }

    /** The same page below the new name: what follows the name stays as it was written, escapes and query included. */
    private static String moved(String here, RepoName.Address address, RepoName now) {
        String[] whole = here.split("(?=[?])", 2);
        int end = 0;
        for (int parts = address.repo().toString().split("/").length; parts > 0 && end >= 0; parts--) {
            end = whole[0].indexOf('/', end + 1);
        }
        return "/" + now + (end < 0 ? "" : whole[0].substring(end)) + (whole.length > 1 ? whole[1] : "");
    }

    /** The longest known beginning of the rest: two segments or one. */
    private Optional<String> wordOf(RepoName.Address address) {
        String rest = address.rest();
        int second = rest.indexOf('/', address.word().length() + 1);
        String two = second < 0 ? rest : rest.substring(0, second);
        if (words.containsKey(two)) {
            return Optional.of(two);
        }
        return words.containsKey(address.word()) ? Optional.of(address.word()) : Optional.empty();
    }
}
