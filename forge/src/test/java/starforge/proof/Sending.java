package starforge.proof;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import starforge.Browsing;

/** Sends each kind of form that somebody met, with a text wherever text can be typed, and looks at what comes of it. */
final class Sending {
    private static final Set<Integer> FINE = Set.of(200, 302, 303, 400, 403, 404, 409, 413, 422, 429);

    private final FilledForge forge;
    private final Actor actor;
    private final Browsing browser;
    private final PageReader reader;
    private final Findings findings;
    private final Addresses routes;
    private final Set<String> sent = new TreeSet<>();

    Sending(FilledForge forge, Actor actor, PageReader reader, Findings findings) {
        this.forge = forge;
        this.actor = actor;
        this.browser = forge.browser(actor);
        this.reader = reader;
        this.findings = findings;
        this.routes = new Addresses(forge.forge().routes(), "POST");
    }

    /** Routes that a form was sent to; the one that signs out is the last. */
    Set<String> all(Map<String, Dom.Form> forms, String text) {
        Set<String> kinds = new HashSet<>();
        List<String> places = new ArrayList<>(forms.keySet());
        places.sort(Comparator.comparing(place -> place.endsWith(" /logout")));
        for (String place : places) {
            Dom.Form form = Objects.requireNonNull(forms.get(place));
            String path = form.action().substring(forge.forge().address().length());
            String route = routes.route(URI.create(path));
            if (route.isEmpty()) {
                findings.add("form to nowhere", path + " at " + place);
            } else if (kinds.add(
                    route + form.fields().stream().map(Dom.Field::name).toList())) {
                sent.add(route);
                send(place.split(" ")[0], path, form, text);
            }
        }
        return sent;
    }

    private void send(String page, String path, Dom.Form form, String text) {
        browser.get(page);
        HttpResponse<String> answer = form.fileField()
                .map(field -> browser.postFile(path, field, text, text))
                .orElseGet(() -> browser.post(path, filled(form, text)));
        String where = "POST " + path + " of " + page;
        look(where, answer);
        findings.checkOwn(FINE.contains(answer.statusCode()), "form answered " + answer.statusCode(), where);
        answer.headers().firstValue("Location").ifPresent(to -> {
            findings.checkOwn(to.startsWith("/") && !to.startsWith("//"), "leads to " + to, where);
            look(where + " to " + to, browser.get(to));
        });
    }

    private static Map<String, String> filled(Dom.Form form, String text) {
        Map<String, String> fields = new HashMap<>(form.filled(text));
        fields.remove("csrf_token");
        return fields;
    }

    private void look(String where, HttpResponse<String> answer) {
        findings.checkAnswer(actor, where, answer);
        if (Findings.header(answer, "Content-Type").startsWith("text/html")
                && !answer.body().isEmpty()) {
            findings.checkPage(
                    where,
                    answer.body(),
                    reader.read(answer.body(), answer.uri().toString()));
        }
    }
}
