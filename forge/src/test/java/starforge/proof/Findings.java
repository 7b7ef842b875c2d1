package starforge.proof;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;

/** Holds each answer to what every answer of the forge promises, and keeps where it is not so; for many threads. */
final class Findings {
    private static final Pattern TRACE =
            Pattern.compile("\\sat (starforge|java|spark|org)\\.[a-zA-Z.]+\\(|FreeMarker template error");
    private static final Pattern EVALUATED = Pattern.compile(Hostile.EVALUATED);
    private static final Pattern HARMLESS_TYPES = Pattern.compile(
            "text/plain.*|image/(png|jpeg|gif|webp|avif|x-icon|bmp|vnd.microsoft.icon|svg\\+xml)|application/octet-stream");

    private final Map<String, List<String>> found = new TreeMap<>();

    synchronized void add(String rule, String where) {
        found.computeIfAbsent(rule, key -> new ArrayList<>()).add(where);
    }

    /** A sentence for each rule that was broken, with the place where it was first and how often it was. */
    synchronized List<String> all() {
        return found.entrySet().stream()
                .map(each -> each.getKey() + ", " + each.getValue().size() + " times, first: "
                        + each.getValue().get(0) + "\n")
                .toList();
    }

    void checkOwn(boolean holds, String rule, String where) {
        if (!holds) {
            add(rule, where);
        }
    }

    /** Checks what every answer has, of whatever type. */
    void checkAnswer(Actor actor, String address, HttpResponse<String> answer) {
        String where = actor + " at " + address;
        if (answer.statusCode() >= 500 && !address.startsWith(FilledForge.BROKEN)) {
            add("broken, " + answer.statusCode(), where);
        }
        if (!header(answer, "X-Content-Type-Options").equals("nosniff")) {
            add("no nosniff", where);
        }
        if (!header(answer, "Content-Security-Policy").contains("default-src")) {
            add("no Content-Security-Policy", where);
        }
        for (String secret : FilledForge.SECRETS) {
            if (!actor.mayKnow(secret) && (answer.body() + answer.headers().map()).contains(secret)) {
                add("the secret " + secret + " is told", where + around(answer.body(), secret));
            }
        }
        checkMails(actor, where, answer.body());
        if (TRACE.matcher(answer.body()).find()) {
            add("a stack trace is told", where);
        }
    }

    private void checkMails(Actor actor, String where, String body) {
        for (int at = body.indexOf(FilledForge.MAIL); at >= 0; at = body.indexOf(FilledForge.MAIL, at + 1)) {
            String before = body.substring(Math.max(0, at - 40), at);
            if (actor != Actor.ADMIN && !before.matches("(?s)(.*\\W)?" + actor.user())) {
                add("a mail address is told", where + around(body, before + FilledForge.MAIL));
            }
        }
    }

    /** Checks a page of HTML that is the forge's own. */
    void checkPage(String address, String html, Dom dom) {
        if (dom.title().isBlank()) {
            add("no title", address);
        }
        if (!dom.lang().equals("en")) {
            add("no language", address);
        }
        if (dom.headings() != 1) {
            add(dom.headings() + " h1", address);
        }
        dom.harm().forEach(harm -> add("harm, " + harm, address));
        if (EVALUATED.matcher(html).find()) {
            add("evaluated", address + around(html, "879"));
        }
    }

    /** Checks bytes of a repository that are sent as they are. */
    void checkRaw(String address, HttpResponse<String> answer) {
        String type = header(answer, "Content-Type");
        String policy = header(answer, "Content-Security-Policy");
        boolean isShut = policy.contains("sandbox") && policy.contains("default-src 'none'");
        if (!isShut) {
            add("raw without sandbox", address);
        }
        if (!HARMLESS_TYPES.matcher(type).matches()
                && !header(answer, "Content-Disposition").startsWith("attachment")) {
            add("raw as " + type, address);
        }
    }

    /** Checks that a feed is well-formed, read without fetching anything. */
    void checkXml(String address, String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            add("no XML, " + e.getMessage(), address);
        }
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String around(String text, String word) {
        int at = text.indexOf(word);
        return at < 0 ? "" : " .." + text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)) + "..";
    }
}
