package starforge.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.jobs.Job;
import starforge.jobs.Task;
import starforge.outgoing.Outgoing;
import starforge.repos.Repo;
import starforge.repos.Repos;

/**
 * The job {@code webhook}: posts a {@code delivery} to its address. What is not answered with a 2xx is sent again later, for some
 * hours; an address that is not to be reached is refused at once. A crash after sending sends it twice, under the same
 * {@code msg_id}.
 */
public final class DeliveryTask implements Task {
    /** In the first hours after a failure: 1, 2, 4, ... seconds, and each hour then. */
    private static final int ATTEMPTS = 14;

    private final Webhooks webhooks;
    private final Repos repos;
    private final Outgoing outgoing;
    private final Messages messages;

    /**
     * Gets ready.
     *
     * @param address where people reach the forge, without a slash at the end
     */
    public DeliveryTask(
            Webhooks webhooks, Repos repos, Outgoing outgoing, Commits commits, Diffs diffs, Supplier<String> address) {
        this.webhooks = webhooks;
        this.repos = repos;
        this.outgoing = outgoing;
        this.messages = new Messages(commits, diffs, address);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public int attempts() {
        return ATTEMPTS;
    }

    @Override
    public Done run(Errand errand) throws InterruptedException {
        Optional<Webhooks.Sending> sending = webhooks.sending(delivery(errand.job()));
        Optional<Repo> repo = repos.find(errand.job().repoId());
        if (sending.isEmpty() || repo.isEmpty()) {
            return Done.with(Map.of());
        }
        Delivery delivery = sending.get().delivery();
        String body = delivery.body().isEmpty() ? messages.of(repo.get(), delivery) : delivery.body();
        if (delivery.body().isEmpty()) {
            webhooks.body(delivery, body);
        }
        boolean isLast = errand.job().attempts() >= ATTEMPTS;
        return send(sending.get(), repo.get(), body, isLast);
    }

    private static long delivery(Job job) {
        return job.args().get("delivery") instanceof Number number ? number.longValue() : 0;
    }

    private Done send(Webhooks.Sending sending, Repo repo, String body, boolean isLast) throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = headers(sending, repo, bytes);
        long begun = System.nanoTime();
        Outgoing.Answer answer;
        try {
            answer = outgoing.post(URI.create(sending.hook().url()), headers, bytes);
        } catch (Refusal refusal) {
            boolean isOver = isLast || refusal.reason() != Reason.UNAVAILABLE;
            webhooks.tried(
                    sending.delivery(),
                    new Outcome(failed(isOver), shown(headers), 0, "", refusal.text(), millis(begun)));
            throw refusal;
        }
        Outcome outcome = new Outcome(
                answer.isGood() ? Delivery.State.DONE : failed(isLast),
                shown(headers),
                answer.status(),
                answer.start(),
                "",
                millis(begun));
        if (!answer.isGood()) {
            webhooks.tried(sending.delivery(), outcome);
            throw new Refusal(Reason.UNAVAILABLE, "webhooks.answered", answer.status());
        }
        return new Done(
                Map.of("status", answer.status()),
                transaction -> webhooks.tried(transaction, sending.delivery(), outcome));
    }

    private static Delivery.State failed(boolean isOver) {
        return isOver ? Delivery.State.FAILED : Delivery.State.WAITING;
    }

    private static int millis(long begun) {
        return (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private Map<String, String> headers(Webhooks.Sending sending, Repo repo, byte[] body) {
        String sha256 = Signature.of("HmacSHA256", sending.secret(), body);
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Starforge");
        headers.put("X-Hub-Signature-256", "sha256=" + sha256);
        headers.put("X-Pagure", messages.instance());
        headers.put("X-Pagure-Signature", Signature.of("HmacSHA1", sending.secret(), body));
        headers.put("X-Pagure-Signature-256", sha256);
        headers.put("X-Pagure-Topic", sending.delivery().topic());
        headers.put("X-Pagure-project", repo.name().toString());
        headers.put("X-Starforge-Delivery", sending.delivery().msgId());
        return headers;
    }

    private static String shown(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }
}
