package starforge.proof;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import starforge.Browsing;

/**
 * One person's way through all of the forge: follows every link of every page, breadth first. Of addresses that differ only in
 * what they name, so many are followed as {@code most} says, all of a repository with hostile names, and one of a heavy one.
 */
final class Crawl {
    /** Where no page leads. */
    private static final Set<String> SIGNPOSTS = Set.of(
            "/-/health",
            "/robots.txt",
            "/-/metrics",
            "/-/events?after=0",
            "/user/mira/stars/",
            "/register",
            "/board/hall",
            "/login?next=%2Fnew");

    private static final Set<String> MACHINE = Set.of("/-/metrics");
    private static final List<String> TYPED = List.of("a", Hostile.ELEMENT + Hostile.FORMULA);
    private static final int MOST_HOSTILE = 45;

    private final Actor actor;
    private final Browsing browser;
    private final String base;
    private final List<String> signposts;
    private final Addresses routes;
    private final PageReader reader;
    private final Findings findings;
    private final int most;

    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, String> seenAt = new LinkedHashMap<>();
    private final Map<String, Integer> followed = new HashMap<>();
    private final Set<String> written = new TreeSet<>();
    private final Set<String> typed = new TreeSet<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private final Set<String> visited = new TreeSet<>();
    private final Map<String, Dom.Form> forms = new LinkedHashMap<>();

    Crawl(FilledForge forge, Actor actor, PageReader reader, Findings findings, int most) {
        this.actor = actor;
        this.browser = forge.browser(actor);
        this.base = forge.forge().address();
        this.signposts = switch (actor) {
            case NOBODY -> List.of(forge.resetPath());
            case ADMIN -> List.of("/pair?user_code=" + forge.userCode(), "/admin/jobs?list=ended");
            default -> List.of();
        };
        this.routes = new Addresses(forge.forge().routes(), "GET");
        this.reader = reader;
        this.findings = findings;
        this.most = most;
    }

    Crawl run() {
        note("/", "the beginning");
        SIGNPOSTS.forEach(path -> note(path, "the beginning"));
        signposts.forEach(path -> note(path, "a link that was given"));
        while (!waiting.isEmpty()) {
            visit(waiting.remove());
        }
        return this;
    }

    /** Puts an address of ours on the list, unless enough of its kind are there. */
    private void note(String path, String from) {
        if (seenAt.containsKey(path)) {
            return;
        }
        seenAt.put(path, from);
        URI address = URI.create(path);
        String repo = Addresses.repo(address);
        String query = Optional.ofNullable(address.getRawQuery()).orElse("").replaceAll("=[^&]*", "");
        String kind = repo + " " + routes.route(address) + " " + query;
        if (followed.merge(kind, 1, Integer::sum) <= limit(repo)) {
            waiting.add(path);
        }
    }

    private int limit(String repo) {
        if (repo.equals(FilledForge.HEAVY)) {
            return 1;
        }
        return repo.equals("mira/hostile") && actor == Actor.NOBODY ? MOST_HOSTILE : most;
    }

    private void visit(String path) {
        HttpResponse<String> answer = ask(path);
        String where = path + " (from " + seenAt.get(path) + ")";
        String type = Findings.header(answer, "Content-Type");
        findings.checkAnswer(actor, where, answer);
        checkStatus(path, where, answer.statusCode());
        if (answer.statusCode() == 200) {
            visited.add(routes.route(URI.create(path)));
            answered.add(path);
        }
        Optional<String> next = answer.headers().firstValue("Location");
        next.ifPresent(
                to -> follow(new Dom.Link(URI.create(base + path).resolve(to).toString(), false, false), path));
        if (routes.route(URI.create(path)).equals("<repo>/raw")) {
            if (answer.statusCode() == 200) {
                findings.checkRaw(where, answer);
            }
        } else if (type.startsWith("text/html") && !answer.body().isEmpty()) {
            read(path, where, answer.body());
        } else if (type.contains("xml") && !type.contains("svg")) {
            findings.checkXml(where, answer.body());
        }
    }

    /** Of archives one address gets few at the same time, and all of us come from one: here they take turns. */
    private HttpResponse<String> ask(String path) {
        if (!path.contains("/archive/")) {
            return browser.get(path);
        }
        synchronized (findings) {
            return browser.get(path);
        }
    }

    private void checkStatus(String path, String where, int status) {
        boolean isFine = Set.of(200, 302, 303).contains(status);
        boolean isShut = MACHINE.contains(path)
                && actor != Actor.ADMIN
                && Set.of(302, 401, 403).contains(status);
        boolean isDamaged = path.startsWith(FilledForge.BROKEN) && status == 503;
        boolean isGuess = (written.contains(path) && status == 404) || (typed.contains(path) && status == 422);
        if (!isFine && !isShut && !isDamaged && !isGuess) {
            findings.add("broken link, " + status, actor + " at " + where);
        }
    }

    private void read(String path, String where, String html) {
        Dom dom = reader.read(html, base + path);
        findings.checkPage(actor + " at " + where, html, dom);
        dom.links().forEach(link -> follow(link, path));
        for (Dom.Form form : dom.forms()) {
            if (form.isPost()) {
                String action = form.action().substring(base.length());
                forms.putIfAbsent(path + " " + action, form);
            } else {
                TYPED.forEach(text -> type(form, text, path));
            }
        }
    }

    private void type(Dom.Form form, String text, String from) {
        String address = form.typed(text);
        if (address.startsWith(base + "/")) {
            typed.add(address.substring(base.length()));
        }
        follow(new Dom.Link(address, false, false), from);
    }

    private void follow(Dom.Link link, String from) {
        boolean isOurs = link.address().startsWith(base + "/");
        if (!isOurs) {
            findings.checkOwn(isAbroad(link), "loads " + link.address(), from);
            return;
        }
        String path = link.address().substring(base.length()).replaceAll("#.*", "");
        try {
            URI.create(path);
        } catch (IllegalArgumentException e) {
            findings.add("unreadable address", path + " at " + from);
            return;
        }
        if (link.written()) {
            written.add(path);
        }
        note(path, from);
    }

    private static boolean isAbroad(Dom.Link link) {
        return !link.loads() && link.address().matches("(https://|mailto:).*");
    }

    /** Routes that answered with a page or file. */
    Set<String> visited() {
        return visited;
    }

    /** Addresses that answered with a page or file. */
    Set<String> answered() {
        return answered;
    }

    /** Forms that change something, by page and action. */
    Map<String, Dom.Form> forms() {
        return forms;
    }
}
