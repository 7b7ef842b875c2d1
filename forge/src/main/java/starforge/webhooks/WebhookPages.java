package starforge.webhooks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /<repo>/settings/webhooks}, and a page for each with what it was told. */
public final class WebhookPages {
    private static final String WORD = "settings/webhooks";
    private static final int PAGE = 20;
    private static final List<String> SUBJECTS =
            Arrays.stream(Subject.values()).map(Subject::word).toList();

    private final Webhooks webhooks;
    private final RepoView view;

    public WebhookPages(Webhooks webhooks, RepoView view) {
        this.webhooks = webhooks;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoGet(
                WORD,
                Level.ADMIN,
                exchange -> exchange.rest().isEmpty()
                        ? list(exchange, Map.of())
                        : one(exchange, get(exchange, exchange.rest()), Map.of()));
        routes.repoPost(WORD, Level.ADMIN, this::change);
    }

    private Webhook get(Exchange exchange, String number) {
        return webhooks.get(exchange.repo(), Forms.number(number));
    }

    private Object list(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = view.model(exchange);
        model.put("hooks", webhooks.of(exchange.repo()));
        model.put("subjects", SUBJECTS);
        model.put("form", typed(exchange));
        model.putAll(more);
        return exchange.html("webhooks/list", model);
    }

    /** The form as it was sent; for a fresh one, what most people want. */
    private static Map<String, Object> typed(Exchange exchange) {
        boolean isSent = exchange.method().equals("POST");
        return Map.of(
                "url",
                exchange.form("url"),
                "subjects",
                isSent ? exchange.forms("subjects") : List.of("pushes"),
                "active",
                !isSent || Forms.isChecked(exchange, "active"));
    }

    private Object one(Exchange exchange, Webhook hook, Map<String, ?> more) {
        Map<String, Object> model = view.model(exchange);
        Pages pages = new Pages(exchange.page(), PAGE, webhooks.count(hook));
        List<Delivery> deliveries = webhooks.page(hook, pages.offset(), PAGE);
        model.put("hook", hook);
        model.put("subjects", SUBJECTS);
        model.put("form", stands(exchange, hook));
        model.put("pages", pages);
        model.put("deliveries", deliveries);
        model.put(
                "topics",
                deliveries.stream()
                        .filter(it -> it.state() == Delivery.State.WAITING)
                        .map(it -> "job:" + it.jobId())
                        .distinct()
                        .toList());
        model.putAll(more);
        return exchange.html("webhooks/one", model);
    }

    private static Map<String, Object> stands(Exchange exchange, Webhook hook) {
        if (!exchange.form("url").isEmpty()) {
            return typed(exchange);
        }
        List<String> subjects = hook.subjects().stream().map(Subject::word).toList();
        return Map.of("url", hook.url(), "subjects", subjects, "active", hook.active());
    }

    private Object change(Exchange exchange) throws Exception {
        if (exchange.rest().isEmpty()) {
            return Forms.orAgain(exchange, this::add, wrong -> list(exchange, wrong));
        }
        String[] parts = exchange.rest().split("/", 2);
        Webhook hook = get(exchange, parts[0]);
        return parts.length == 1
                ? Forms.orAgain(exchange, it -> save(it, hook), wrong -> one(exchange, hook, wrong))
                : act(exchange, hook, parts[1]);
    }

    private Object add(Exchange exchange) {
        Webhooks.Made made = webhooks.add(exchange.who(), exchange.repo(), wish(exchange));
        return shown(exchange, made);
    }

    /** The one page on which a secret can be read. */
    private Object shown(Exchange exchange, Webhooks.Made made) {
        Webhook hook = webhooks.get(exchange.repo(), made.id());
        Map<String, Object> more = new HashMap<>(Map.of("secret", made.secret()));
        more.put("form", stands(exchange, hook));
        return one(exchange, hook, more);
    }

    private static Webhooks.NewWebhook wish(Exchange exchange) {
        Set<Subject> subjects = exchange.forms("subjects").stream()
                .map(WebhookPages::subject)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new Webhooks.NewWebhook(exchange.form("url"), subjects, Forms.isChecked(exchange, "active"));
    }

    private static Optional<Subject> subject(String word) {
        return Arrays.stream(Subject.values())
                .filter(it -> it.word().equals(word))
                .findFirst();
    }

    private Object save(Exchange exchange, Webhook hook) {
        webhooks.change(exchange.who(), exchange.repo(), hook.id(), wish(exchange));
        return back(exchange, "/" + hook.id(), "webhooks.saved");
    }

    private Object act(Exchange exchange, Webhook hook, String deed) {
        if (deed.startsWith("deliveries/") && deed.endsWith("/again")) {
            String number = deed.substring("deliveries/".length(), deed.length() - "/again".length());
            webhooks.again(exchange.repo(), hook.id(), Forms.number(number));
            return back(exchange, "/" + hook.id(), "webhooks.sent-again");
        }
        switch (deed) {
            case "remove" -> {
                webhooks.remove(exchange.who(), exchange.repo(), hook.id());
                return back(exchange, "", "webhooks.removed");
            }
            case "test" -> {
                webhooks.test(exchange.who(), exchange.repo(), hook.id());
                return back(exchange, "/" + hook.id(), "webhooks.tested");
            }
            case "secret" -> {
                return shown(exchange, webhooks.renew(exchange.who(), exchange.repo(), hook.id()));
            }
            default -> throw Refusal.notFound();
        }
    }

    private static Object back(Exchange exchange, String rest, String sentence) {
        return exchange.redirect("/" + exchange.repo().name() + "/" + WORD + rest, Notice.ok(sentence));
    }
}
