package starforge.repos;

import java.util.Map;
import java.util.OptionalLong;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/**
 * A page of a repository's settings that lists things by number, with a form that adds one and a button at each that removes
 * it: {@code /<repo>/<word>} and {@code /<repo>/<word>/<id>/remove}, for who runs the repository.
 */
public final class SettingsList {
    private final RepoView view;
    private final String word;
    private final String template;
    private final Things things;

    /** What is listed. */
    public interface Things {
        /** What the page shows beside the repository: the things, and {@code form}, as it was typed. */
        Map<String, Object> shown(Exchange exchange);

        /** Does what the form asks for. Gives what to say of it. */
        Notice add(Exchange exchange);

        /** Removes one. Gives what to say of it. */
        Notice remove(Exchange exchange, long id);
    }

    /**
     * Makes it.
     *
     * @param word of its address, behind the repository's name
     * @param template path below {@code templates/} without its ending
     */
    public SettingsList(RepoView view, String word, String template, Things things) {
        this.view = view;
        this.word = word;
        this.template = template;
        this.things = things;
    }

    public void addTo(Routes routes) {
        routes.repoGet(word, Level.ADMIN, exchange -> {
            exchange.endsHere();
            return show(exchange, Map.of());
        });
        routes.repoPost(word, Level.ADMIN, this::change);
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = view.model(exchange);
        model.putAll(things.shown(exchange));
        model.putAll(more);
        return exchange.html(template, model);
    }

    private Object change(Exchange exchange) throws Exception {
        OptionalLong removed = removed(exchange.rest());
        return removed.isPresent()
                ? done(exchange, things.remove(exchange, removed.getAsLong()))
                : Forms.orAgain(exchange, it -> done(it, things.add(it)), wrong -> show(exchange, wrong));
    }

    /** Which one is to go; empty for the form itself. */
    private static OptionalLong removed(String rest) {
        if (rest.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!rest.endsWith("/remove")) {
            throw Refusal.notFound();
        }
        return OptionalLong.of(Forms.number(rest.substring(0, rest.length() - "/remove".length())));
    }

    private Object done(Exchange exchange, Notice notice) {
        return exchange.redirect("/" + exchange.repo().name() + "/" + word, notice);
    }
}
