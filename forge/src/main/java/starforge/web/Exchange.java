package starforge.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import spark.Response;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;

/** One request and its answer, as the pages see them. */
public final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final spark.Request request;
    private final Response response;
    private final Cookies cookies;
    private final Asker asker;
    private final long seq;
    private final Keeping keeping;
    private Optional<Gate.Entry> repo = Optional.empty();
    private String rest = "";

    Exchange(Site site, spark.Request request, Response response) {
        this.site = site;
        this.request = request;
        this.response = response;
        this.cookies = new Cookies(request.raw(), response.raw(), site.isSecure());
        this.asker = new Asker(site, request.raw(), cookies);
        this.keeping = new Keeping(site);
        this.seq = site.templates().seq();
    }

    /** Finds out who asks, and knows it from then on. */
    Asker asker() {
        return asker;
    }

    /**
     * The fields a program sent, as a form or as an object of JSON.
     *
     * @throws Refusal MALFORMED when it is no JSON; TOO_LARGE for more than 100 KB of it
     */
    public Map<String, String> fields() {
        return SentFields.of(request);
    }

    /**
     * Who asks by what holds at this moment, for answers that take long: nobody when the session has ended.
     *
     * @throws Refusal LOGIN when the credentials hold no longer
     */
    public Identity now() {
        return asker.now();
    }

    void at(Gate.Entry entry, String below) {
        repo = Optional.of(entry);
        rest = below;
    }

    /**
     * The place in the event log that this page starts from: taken before anything was read, so that what happens in
     * between is told to the page once more rather than never.
     */
    public long seq() {
        return seq;
    }

    /**
     * Says that the page to come may be kept for others who are not signed in. It shows nothing but this address's
     * repository (or, where there is none, what is public), people, settings and the time to the minute, and it is complete:
     * nothing in it is still being worked out, or was left out for lack of time.
     */
    public Exchange keep() {
        keeping.want();
        return this;
    }

    /** Says that what the pages of a repository show was changed by this request, elsewhere than in the database. */
    public void changed(long repoId) {
        site.changes().changed(repoId);
    }

    /**
     * Says that some letters on this page are its reader's alone.
     *
     * @param mine those of this reader, ASCII, once on the page
     * @param others gives as many to each further reader
     */
    public void alone(String mine, Supplier<String> others) {
        keeping.alone(mine, others);
    }

    /** Answers with a page that may be kept, and keeps it; any other body is given back for an ordinary answer. */
    Object keeping(Object body) throws IOException {
        return keeping.answer(this, repo, body);
    }

    /** Who asks; anonymous when nobody is signed in. */
    public Identity who() {
        return asker.who();
    }

    /** The one who is signed in, not merely a program that speaks for somebody. A refusal LOGIN when nobody is. */
    public Identity signedIn() {
        return asker.signedIn();
    }

    public Optional<Session> session() {
        return asker.session();
    }

    /** The repository whose page this is. Only for routes below a repository. */
    public Gate.Entry repo() {
        return repo.orElseThrow();
    }

    /** What the address has behind the page's word, decoded: {@code main/f/src} for {@code /demo/tree/main/f/src}. */
    public String rest() {
        return rest;
    }

    /** A refusal NOT_FOUND when the address has anything behind the page's word. */
    public void endsHere() {
        if (!rest.isEmpty()) {
            throw Refusal.notFound();
        }
    }

    /** A named part of the route, {@code :name}, decoded. */
    public String part(String name) {
        return Optional.ofNullable(request.params(name)).orElse("");
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(request.queryParams(name));
    }

    /** A field of the sent form; "" when it is not there. */
    public String form(String name) {
        return Optional.ofNullable(request.queryParams(name)).orElse("");
    }

    /** All values of a field that was sent several times, in their order. */
    public List<String> forms(String name) {
        return Optional.ofNullable(request.queryParamsValues(name))
                .map(List::of)
                .orElse(List.of());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers(name));
    }

    /** The page number asked for, from 1. Anything else is page 1. */
    public int page() {
        return query("page")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** GET, HEAD, POST and so on. */
    public String method() {
        return request.requestMethod();
    }

    /** The address of this page on this server, with its query. */
    public String here() {
        return PageKey.address(request.raw());
    }

    /** The address people use for this forge: scheme, host and port, no slash at the end. */
    public String base() {
        return site.base(request.raw());
    }

    /** Network address of the asker. */
    public String remote() {
        return request.ip();
    }

    public boolean wantsJson() {
        return header("Accept")
                .filter(accept -> accept.contains("application/json"))
                .isPresent();
    }

    public Cookies cookies() {
        return cookies;
    }

    /** Makes sure that this browser can send a form though nobody is signed in. */
    public void bindForms() {
        asker.bindForms();
    }

    public String csrf() {
        return site.csrf().token(asker.held());
    }

    public Exchange status(int status) {
        response.status(status);
        return this;
    }

    /** Sets a header of the answer, in the place of what it was before. */
    public Exchange header(String name, String value) {
        response.raw().setHeader(name, value);
        return this;
    }

    public Exchange type(String contentType) {
        response.type(contentType);
        return this;
    }

    /**
     * Answers with a page of the theme.
     *
     * @param template path below {@code templates/} without its ending
     * @param model what the template may use beside the words that all templates have
     */
    public String html(String template, Map<String, ?> model) {
        response.type("text/html; charset=utf-8");
        return site.templates().render(template, model, this);
    }

    /** Answers with JSON. */
    public String json(Object value) {
        response.type("application/json; charset=utf-8");
        return toJson(value);
    }

    /** A value as one line of an answer of several (NDJSON), with its line end; says nothing of the answer's type. */
    public String line(Object value) {
        return toJson(value) + "\n";
    }

    /** Sends such a line at once, before the rest of the answer. */
    public void send(Object value) throws IOException {
        OutputStream out = response.raw().getOutputStream();
        out.write(line(value).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the browser to another page of ours (303 after a form, 302 else). */
    public String redirect(String path) {
        int status = method().equals("GET") ? 302 : 303;
        response.raw().setStatus(status);
        response.raw().setHeader("Location", path);
        return "";
    }

    /** Sends the browser to another page that shows a sentence once. */
    public String redirect(String path, Notice notice) {
        cookies.set(Cookies.NOTICE, notice.toCookie());
        return redirect(path);
    }

    /** The page of ours the form was sent from, to go back there; {@code fallback} when the browser does not say. */
    public String cameFrom(String fallback) {
        return header("Referer")
                .filter(from -> from.startsWith(base() + "/"))
                .map(from -> from.substring(base().length()))
                .filter(OwnPath::isOwn)
                .orElse(fallback);
    }

    /** For what no word above covers: streaming. */
    public HttpServletRequest rawRequest() {
        return request.raw();
    }

    public HttpServletResponse rawResponse() {
        return response.raw();
    }
}
