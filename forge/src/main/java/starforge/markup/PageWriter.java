package starforge.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.owasp.html.HtmlStreamEventReceiver;
import starforge.words.Words;

/**
 * Fits allowed elements into a page of the forge: links and images lead where {@link Links} says, images of other hosts
 * become links, ids get a prefix so that they are never ids of the page, alignment becomes a class.
 */
final class PageWriter implements HtmlStreamEventReceiver {
    private final HtmlStreamEventReceiver out;
    private final Links links;
    /** Of the links that are open, innermost first: whether it was written. */
    private final Deque<Boolean> openLinks = new ArrayDeque<>();

    PageWriter(HtmlStreamEventReceiver out, Links links) {
        this.out = out;
        this.links = links;
    }

    @Override
    public void openDocument() {
        out.openDocument();
    }

    @Override
    public void closeDocument() {
        out.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        Map<String, String> given = map(attributes);
        switch (element) {
            case "a" -> link(given);
            case "img" -> image(given);
            case "input" -> checkbox(given);
            case "pre" -> write(element, shared(given), "tabindex", "0");
            default -> write(element, shared(given));
        }
    }

    @Override
    public void closeTag(String element) {
        if (!element.equals("a") || openLinks.pop()) {
            out.closeTag(element);
        }
    }

    @Override
    public void text(String text) {
        out.text(text);
    }

    private void link(Map<String, String> given) {
        Optional<Links.Target> target =
                Optional.ofNullable(given.remove("href")).flatMap(links::page);
        Map<String, String> attributes = shared(given);
        target.ifPresent(to -> attributes.putAll(leadingTo(to)));
        openLinks.push(!attributes.isEmpty());
        if (!attributes.isEmpty()) {
            write("a", attributes);
        }
    }

    private void image(Map<String, String> given) {
        Optional<Links.Target> target = Optional.ofNullable(given.remove("src")).flatMap(links::image);
        if (target.isPresent() && !target.get().outside()) {
            given.put("src", target.get().address());
            given.putIfAbsent("alt", "");
            write("img", shared(given), "loading", "lazy");
            return;
        }
        String alt = given.getOrDefault("alt", "");
        if (target.isPresent() && !openLinks.contains(true)) {
            write("a", leadingTo(target.get()));
            text(alt.isBlank() ? target.get().address() : alt);
            out.closeTag("a");
        } else {
            text(alt);
        }
    }

    /** Nobody can tick it here: it shows the state of a task. */
    private void checkbox(Map<String, String> given) {
        if (!given.containsKey("type")) {
            return;
        }
        boolean done = given.containsKey("checked");
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("type", "checkbox"));
        if (done) {
            attributes.put("checked", "");
        }
        write(
                "input",
                attributes,
                "disabled",
                "",
                "aria-label",
                Words.english().say(done ? "markup.done" : "markup.not-done"));
    }

    private static Map<String, String> leadingTo(Links.Target target) {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("href", target.address()));
        if (target.outside()) {
            attributes.put("rel", "nofollow noopener ugc");
        }
        return attributes;
    }

    /** What all elements have in common. */
    private static Map<String, String> shared(Map<String, String> given) {
        Map<String, String> attributes = new LinkedHashMap<>(given);
        String id = Optional.ofNullable(attributes.remove("name")).orElse(given.getOrDefault("id", ""));
        attributes.remove("id");
        if (!id.isBlank()) {
            attributes.put("id", Links.ID_PREFIX + id);
        }
        String align =
                Optional.ofNullable(attributes.remove("align")).orElse("").toLowerCase(Locale.ROOT);
        if (align.equals("center") || align.equals("right")) {
            attributes.put("class", "sf-" + align);
        }
        return attributes;
    }

    private void write(String element, Map<String, String> attributes, String... more) {
        List<String> pairs = new ArrayList<>();
        attributes.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        pairs.addAll(List.of(more));
        out.openTag(element, pairs);
    }

    private static Map<String, String> map(List<String> pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.putIfAbsent(pairs.get(i), pairs.get(i + 1));
        }
        return map;
    }
}
