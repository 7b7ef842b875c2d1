package starforge.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.route.HttpMethod;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;

/**
 * Which address is answered by whom, on one Spark {@link spark.Service}. Addresses below a repository are given by their page word
 * alone; the name in front of it is read and the right to see it is asked here, once, before anything else is looked at.
 * Every form is checked to be ours.
 */
public final class Routes {
    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.get,
            HttpMethod.head,
            HttpMethod.post,
            HttpMethod.put,
            HttpMethod.patch,
            HttpMethod.delete,
            HttpMethod.options);

    /** So many answers that cost much are made at once for those who are not signed in, in all and for one address. */
    private static final int MOST_COSTLY = 8;

    private static final int MOST_COSTLY_EACH = 4;

    private static final String API = "/api/0/";

    /** Those who wait hold a thread each, and half of the threads must stay for everybody else. */
    private static final int LONGEST_LINE = 90;

    private static final Duration IN_LINE = Duration.ofSeconds(10);

    private final SparkPages spark = new SparkPages();
    private final Site site;
    private final Gate gate;
    private final Errors errors;
    private final Turnstile strangers = new Turnstile(MOST_COSTLY, MOST_COSTLY_EACH, "web.costly");
    private final WaitingLine users = new WaitingLine(MOST_COSTLY, LONGEST_LINE, IN_LINE, "web.costly");
    private final Map<String, Set<String>> fixed = new TreeMap<>();
    private final Map<String, Map<String, RepoRoute>> below = new HashMap<>();
    private final Map<String, Map<String, Handler>> api = new HashMap<>();

    private record RepoRoute(Level level, Handler handler) {}

    public Routes(Site site, Gate gate) {
        this.site = site;
        this.gate = gate;
        this.errors = new Errors();
        get("/-/theme/*", exchange -> {
            String path =
                    PathDecoder.decode(exchange.rawRequest().getRequestURI()).orElseThrow(Refusal::notFound);
            return site.templates().assets(exchange, path).answer(exchange, path);
        });
    }

    /** Answers GET (and HEAD) of an address; {@code :name} and {@code *} as in Spark. */
    public void get(String path, Handler handler) {
        add("GET", path, handler);
    }

    /**
     * Keeps something that costs much within bounds: those who are signed in wait in line for it, and those who are not get it
     * a few at a time.
     */
    public Handler costly(Handler handler) {
        return exchange -> {
            if (!exchange.who().isAnonymous()) {
                return inLine(handler, exchange);
            }
            strangers.enter(exchange.remote());
            try {
                return handler.answer(exchange);
            } finally {
                strangers.leave(exchange.remote());
            }
        };
    }

    private Object inLine(Handler handler, Exchange exchange) throws Exception {
        users.enter();
        try {
            return handler.answer(exchange);
        } finally {
            users.leave();
        }
    }

    /** Answers a form sent by anybody from a page that called {@link Exchange#bindForms}. */
    public void post(String path, Handler handler) {
        add("POST", path, exchange -> {
            site.csrf().check(exchange);
            return handler.answer(exchange);
        });
    }

    /**
     * Answers a form sent by anybody from any page, also by a browser that never saw a form of ours before. Such a form may
     * change nothing but how this browser sees the pages.
     */
    public void visitorPost(String path, Handler handler) {
        add("POST", path, exchange -> {
            site.csrf().checkOfVisitor(exchange);
            return handler.answer(exchange);
        });
    }

    /** Answers a POST that is no form of ours: one that carries its own proof. */
    public void postFromAnywhere(String path, Handler handler) {
        add("POST", path, handler);
    }

    /** Answers GET to those who are signed in. */
    public void userGet(String path, Handler handler) {
        add("GET", path, exchange -> {
            exchange.signedIn();
            return handler.answer(exchange);
        });
    }

    /** Answers a form of one who is signed in. */
    public void userPost(String path, Handler handler) {
        add("POST", path, exchange -> {
            exchange.signedIn();
            site.csrf().check(exchange);
            return handler.answer(exchange);
        });
    }

    /**
     * Answers GET of a page below a repository to those who have the level there.
     *
     * @param word first segment behind the name, or two of them ({@code settings/people}); "" is the front page
     */
    public void repoGet(String word, Level level, Handler handler) {
        addBelow("GET", word, new RepoRoute(level, handler));
    }

    /** Answers a form below a repository, of one who is signed in and has the level there. */
    public void repoPost(String word, Level level, Handler handler) {
        addBelow("POST", word, new RepoRoute(level, exchange -> {
            exchange.signedIn();
            site.csrf().check(exchange);
            return handler.answer(exchange);
        }));
    }

    /**
     * Answers a form with files ({@code multipart/form-data}) below a repository, of one who is signed in and has the level
     * there. Nothing is read before the level is known.
     */
    public void repoUpload(String word, Level level, Uploading uploading, Handler handler) {
        addBelow("POST", word, new RepoRoute(level, received(uploading, handler)));
    }

    /** Answers a form with files of one who is signed in. */
    public void userUpload(String path, Uploading uploading, Handler handler) {
        add("POST", path, received(uploading, handler));
    }

    private Handler received(Uploading uploading, Handler handler) {
        return exchange -> {
            exchange.signedIn();
            try {
                uploading.receive(exchange.rawRequest());
                site.csrf().check(exchange);
                return handler.answer(exchange);
            } finally {
                uploading.clear(exchange.rawRequest());
            }
        };
    }

    /**
     * Answers a form whose address ends in a repository's full name, of one who is signed in and has the level there.
     *
     * @param prefix what comes before the name, with its slashes: {@code /do_fork/}
     */
    public void prefixPost(String prefix, Level level, Handler handler) {
        add("POST", prefix + "*", exchange -> {
            RepoName name = PathDecoder.decode(exchange.rawRequest().getRequestURI())
                    .map(path -> path.substring(prefix.length()))
                    .flatMap(RepoName::parse)
                    .orElseThrow(Refusal::notFound);
            exchange.at(gate.require(exchange.who(), name, level), "");
            exchange.signedIn();
            site.csrf().check(exchange);
            return handler.answer(exchange);
        });
    }

    /**
     * Answers programs that read {@code /api/0/<repo>/<word>/...}, an address of Pagure's, where they may read.
     *
     * @param word first segment behind the name
     */
    public void apiGet(String word, Handler handler) {
        addApi("GET", word, handler);
    }

    /** Answers programs that change something below such an address: those with credentials that may read; more is asked there. */
    public void apiPost(String word, Handler handler) {
        addApi("POST", word, exchange -> {
            if (exchange.who().isAnonymous()) {
                throw ApiError.token("Missing token");
            }
            return handler.answer(exchange);
        });
    }

    private void addApi(String method, String word, Handler handler) {
        if (api.isEmpty()) {
            fixed.put(API + "*", new TreeSet<>(Set.of("GET", "POST")));
            spark.service().get(API + "*", this::api);
            spark.service().head(API + "*", this::api);
            spark.service().post(API + "*", this::api);
        }
        api.computeIfAbsent(word, key -> new HashMap<>()).put(method, handler);
    }

    private Object api(Request request, Response response) {
        Exchange exchange = new Exchange(site, request, response);
        try {
            exchange.identifyProgram();
            return answerApi(exchange);
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

    private Object answerApi(Exchange exchange) throws Exception {
        RepoName.Address address = PathDecoder.decode(exchange.rawRequest().getRequestURI())
                .map(path -> path.substring(Math.min(path.length(), API.length())))
                .flatMap(RepoName.Address::parse)
                .orElseThrow(Refusal::notFound);
        Gate.Entry entry = gate.require(exchange.who(), address.repo(), Level.READ);
        Map<String, Handler> handlers = api.getOrDefault(address.word(), Map.of());
        if (handlers.isEmpty()) {
            throw Refusal.notFound();
        }
        Handler handler = handlers.get(exchange.method().equals("HEAD") ? "GET" : exchange.method());
        if (handler == null) {
            return wrongMethod(exchange, new TreeSet<>(handlers.keySet()));
        }
        String rest = address.rest();
        exchange.at(entry, rest.substring(Math.min(rest.length(), address.word().length() + 1)));
        return handler.answer(exchange);
    }

    private void addBelow(String method, String word, RepoRoute route) {
        below.computeIfAbsent(word, key -> new HashMap<>()).put(method, route);
    }

    private void add(String method, String path, Handler handler) {
        fixed.computeIfAbsent(path, key -> new TreeSet<>()).add(method);
        Route route = guarded(handler);
        if (method.equals("GET")) {
            spark.service().get(path, route);
            spark.service().head(path, route);
        } else {
            spark.service().post(path, route);
        }
    }

    private Route guarded(Handler handler) {
        return (Request request, Response response) -> {
            Exchange exchange = new Exchange(site, request, response);
            try {
                exchange.identify();
                return exchange.keeping(handler.answer(exchange));
            } catch (Exception | StackOverflowError e) {
                return errors.answer(exchange, e);
            }
        };
    }

    /**
     * All that is answered, such as {@code GET /user/:name} and {@code POST <repo>/star/1}.
     *
     * @return method, space, address as it was added
     */
    public Set<String> listing() {
        Set<String> all = new TreeSet<>();
        fixed.forEach((path, methods) -> methods.forEach(method -> all.add(method + " " + path)));
        below.forEach((word, routes) ->
                routes.keySet().forEach(method -> all.add(method + " <repo>" + (word.isEmpty() ? "" : "/" + word))));
        return all;
    }

    /** What answers from memory before the routes do. */
    KeptPages kept() {
        return site.kept();
    }

    /** Ends the adding of routes. Gives what answers them. */
    SparkPages complete() {
        fixed.forEach((path, methods) -> METHODS.stream()
                .filter(method -> !methods.contains(method.name().toUpperCase(java.util.Locale.ROOT)))
                .filter(method -> !(method == HttpMethod.head && methods.contains("GET")))
                .forEach(method -> map(method, path, guarded(exchange -> wrongMethod(exchange, methods)))));
        METHODS.forEach(method -> map(method, "*", guarded(this::repository)));
        return spark;
    }

    private void map(HttpMethod method, String path, Route route) {
        switch (method) {
            case get -> spark.service().get(path, route);
            case head -> spark.service().head(path, route);
            case post -> spark.service().post(path, route);
            case put -> spark.service().put(path, route);
            case patch -> spark.service().patch(path, route);
            case delete -> spark.service().delete(path, route);
            default -> spark.service().options(path, route);
        }
    }

    private static Object wrongMethod(Exchange exchange, Set<String> methods) {
        exchange.header("Allow", String.join(", ", methods));
        throw new Refusal(Reason.METHOD, "web.method");
    }

    private Object repository(Exchange exchange) throws Exception {
        RepoName.Address address = PathDecoder.decode(exchange.rawRequest().getRequestURI())
                .flatMap(RepoName.Address::parse)
                .orElseThrow(Refusal::notFound);
        Gate.Entry entry = gate.require(exchange.who(), address.repo(), Level.READ);
        if (exchange.method().matches("GET|HEAD") && isFormer(address.repo(), entry.name())) {
            return exchange.redirect(moved(exchange.here(), address, entry.name()));
        }
        String word = wordOf(address).orElseThrow(Refusal::notFound);
        Map<String, RepoRoute> routes = below.getOrDefault(word, Map.of());
        String method = exchange.method();
        RepoRoute route = routes.get(method.equals("HEAD") ? "GET" : method);
        if (route == null) {
            return wrongMethod(exchange, new TreeSet<>(routes.keySet()));
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
        if (below.containsKey(two)) {
            return Optional.of(two);
        }
        return below.containsKey(address.word()) ? Optional.of(address.word()) : Optional.empty();
    }
}
