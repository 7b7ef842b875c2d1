package starforge.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import starforge.access.RepoName;

/**
 * Which address is answered by whom, on one Spark {@link spark.Service}. Addresses below a repository are given by their page word
 * alone. Every form is checked to be ours.
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
    private final RepoRoutes below;
    private final ApiRoutes api;

    public Routes(Site site, Gate gate) {
        this.site = site;
        this.gate = gate;
        this.errors = new Errors();
        this.below = new RepoRoutes(gate);
        this.api = new ApiRoutes(gate, errors);
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
        below.add("GET", word, level, handler);
    }

    /** Answers a form below a repository, of one who is signed in and has the level there. */
    public void repoPost(String word, Level level, Handler handler) {
        below.add("POST", word, level, exchange -> {
            exchange.signedIn();
            site.csrf().check(exchange);
            return handler.answer(exchange);
        });
    }

    /**
     * Answers a form with files ({@code multipart/form-data}) below a repository, of one who is signed in and has the level
     * there. Nothing is read before the level is known.
     */
    public void repoUpload(String word, Level level, Uploading uploading, Handler handler) {
        below.add("POST", word, level, received(uploading, handler));
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
            fixed.put(ApiRoutes.ROOT + "*", new TreeSet<>(Set.of("GET", "POST")));
            Route route = (request, response) -> api.answer(new Exchange(site, request, response));
            spark.service().get(ApiRoutes.ROOT + "*", route);
            spark.service().head(ApiRoutes.ROOT + "*", route);
            spark.service().post(ApiRoutes.ROOT + "*", route);
        }
        api.add(method, word, handler);
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
                exchange.asker().identify();
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
        below.listing().forEach(all::add);
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
                .forEach(method -> map(method, path, guarded(exchange -> {
                    throw Errors.wrongMethod(exchange, methods);
                }))));
        METHODS.forEach(method -> map(method, "*", guarded(below::answer)));
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
}
