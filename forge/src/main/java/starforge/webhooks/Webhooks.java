package starforge.webhooks;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.jobs.Jobs;
import starforge.jobs.Wish;
import starforge.outgoing.Reach;
import starforge.web.Secrets;

/**
 * Who is told what, and what was told. A delivery and its job are stored with the event that they tell of, or not at all, so
 * nothing that happened goes untold.
 */
public final class Webhooks {
    /** Name of the task that sends. */
    public static final String TASK = "webhook";

    private static final int MOST = 10;
    private static final int KEPT = 100;

    private final Database database;
    private final Jobs jobs;
    private final Secrets secrets;
    private final Clock clock;
    private final Audit audit;
    private final WebhookTable table = new WebhookTable();
    private final DeliveryTable deliveries = new DeliveryTable();

    public Webhooks(Database database, Jobs jobs, Secrets secrets, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.secrets = secrets;
        this.clock = clock;
        this.audit = new Audit(database, clock);
    }

    public List<Webhook> of(Gate.Entry repo) {
        return database.read(handle -> table.of(handle, repo.id()));
    }

    /** One of a repository; one of another is not found. */
    public Webhook get(Gate.Entry repo, long id) {
        return database.read(handle -> table.find(handle, id))
                .filter(hook -> hook.repoId() == repo.id())
                .orElseThrow(Refusal::notFound);
    }

    /**
     * What is to be told where.
     *
     * @param url as typed
     */
    public record NewWebhook(String url, Set<Subject> subjects, boolean active) {
        public NewWebhook {
            subjects = Set.copyOf(subjects);
        }

        private String checked() {
            URI address = Reach.address(url, "url");
            if (subjects.isEmpty()) {
                throw Refusal.invalid("subjects", "webhooks.no-subject");
            }
            return address.toString();
        }
    }

    /**
     * A webhook with its secret, which nobody is told again.
     *
     * @param id of the webhook
     */
    public record Made(long id, String secret) {}

    /** Adds one. Refused INVALID at {@code url} or {@code subjects}. */
    public Made add(Identity who, Gate.Entry repo, NewWebhook wish) {
        String url = wish.checked();
        String secret = secrets.fresh();
        return database.write(transaction -> {
            if (table.of(transaction.handle(), repo.id()).size() >= MOST) {
                throw Refusal.invalid("url", "webhooks.too-many", MOST);
            }
            audit.note(transaction, who.name(), "webhook-added", repo.name().toString(), host(url));
            long id = table.insert(
                    transaction.handle(), repo.id(), url, wish.subjects(), wish.active(), secret, clock.instant());
            return new Made(id, secret);
        });
    }

    /** What is shown of an address: the rest may hold a secret. */
    private static String host(String url) {
        return URI.create(url).getHost();
    }

    /** Changes one. Refused as in {@link #add}. */
    public void change(Identity who, Gate.Entry repo, long id, NewWebhook wish) {
        String url = wish.checked();
        get(repo, id);
        database.change(transaction -> {
            table.update(transaction.handle(), id, url, wish.subjects(), wish.active());
            audit.note(transaction, who.name(), "webhook-changed", repo.name().toString(), host(url));
        });
    }

    /** Gives a webhook another secret. */
    public Made renew(Identity who, Gate.Entry repo, long id) {
        Webhook hook = get(repo, id);
        String secret = secrets.fresh();
        database.change(transaction -> {
            table.secret(transaction.handle(), id, secret);
            audit.note(transaction, who.name(), "webhook-secret", repo.name().toString(), hook.host());
        });
        return new Made(id, secret);
    }

    public void remove(Identity who, Gate.Entry repo, long id) {
        Webhook hook = get(repo, id);
        database.change(transaction -> {
            table.delete(transaction.handle(), id);
            audit.note(transaction, who.name(), "webhook-removed", repo.name().toString(), hook.host());
        });
    }

    /** Takes part in a change that records an event: whoever is to be told will be told, if it is stored. */
    public void happened(Transaction transaction, Draft draft) {
        Optional<Subject> subject = draft.repoId() == 0 ? Optional.empty() : Subject.of(draft.kind());
        if (subject.isEmpty()) {
            return;
        }
        Map<String, Object> happened = new HashMap<>(draft.data());
        happened.put("kind", draft.kind());
        happened.put("actor", draft.actor());
        for (Webhook hook : table.of(transaction.handle(), draft.repoId())) {
            if (hook.active() && hook.subjects().contains(subject.get())) {
                Topics.of(draft.kind(), draft.data()).forEach(topic -> tell(transaction, hook, topic, happened));
            }
        }
    }

    private void tell(Transaction transaction, Webhook hook, String topic, Map<String, Object> happened) {
        String msgId = clock.instant().atZone(ZoneOffset.UTC).getYear() + "-" + UUID.randomUUID();
        long id = deliveries.insert(transaction.handle(), hook.id(), msgId, topic, happened, clock.instant());
        send(transaction, hook, id);
        deliveries.prune(transaction.handle(), hook.id(), KEPT);
    }

    private void send(Transaction transaction, Webhook hook, long delivery) {
        Wish wish =
                Wish.of(TASK, Map.of("delivery", delivery), 0).at(hook.repoId()).priority(4);
        deliveries.job(transaction.handle(), delivery, jobs.submit(transaction, wish));
    }

    /** Sends something that says no more than that it is sent. */
    public void test(Identity who, Gate.Entry repo, long id) {
        Webhook hook = get(repo, id);
        database.change(transaction -> tell(transaction, hook, Topics.TEST, Map.of("actor", who.name())));
    }

    /** Sends something once more: the same body under the same name. Refused CONFLICT while it is still to be sent. */
    public void again(Gate.Entry repo, long id, long delivery) {
        Webhook hook = get(repo, id);
        database.change(transaction -> {
            Delivery found = deliveries
                    .find(transaction.handle(), delivery)
                    .filter(it -> it.hookId() == id)
                    .orElseThrow(Refusal::notFound);
            if (found.state() == Delivery.State.WAITING) {
                throw new Refusal(Refusal.Reason.CONFLICT, "webhooks.still-waiting");
            }
            send(transaction, hook, delivery);
        });
    }

    /** Some of what a webhook was told, newest first. */
    public List<Delivery> page(Webhook hook, int offset, int limit) {
        return database.read(handle -> deliveries.page(handle, hook.id(), offset, limit));
    }

    public int count(Webhook hook) {
        return database.read(handle -> deliveries.count(handle, hook.id()));
    }

    /** A delivery with all that is needed to send it; empty when it or its webhook is gone. */
    Optional<Sending> sending(long delivery) {
        return database.read(handle -> deliveries.find(handle, delivery).flatMap(found -> table.find(
                        handle, found.hookId())
                .flatMap(hook -> table.secret(handle, hook.id()).map(secret -> new Sending(found, hook, secret)))));
    }

    /** What a try needs. Its secret is shown nowhere. */
    record Sending(Delivery delivery, Webhook hook, String secret) {
        @Override
        public String toString() {
            return "delivery " + delivery.id();
        }
    }

    void body(Delivery delivery, String body) {
        database.change(transaction -> {
            transaction.accounted();
            deliveries.body(transaction.handle(), delivery.id(), body);
        });
    }

    void tried(Delivery delivery, Outcome outcome) {
        database.change(transaction -> tried(transaction, delivery, outcome));
    }

    void tried(Transaction transaction, Delivery delivery, Outcome outcome) {
        transaction.accounted();
        deliveries.tried(transaction.handle(), delivery.id(), outcome, clock.instant());
    }
}
