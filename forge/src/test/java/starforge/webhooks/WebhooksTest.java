package starforge.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refusal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Gate;
import starforge.access.Refusal.Reason;
import starforge.events.Draft;
import starforge.jobs.Jobs;
import starforge.users.User;
import starforge.webhooks.Webhooks.NewWebhook;

/** Who is told of what, decided and stored with what happens. */
@ParameterizedClass
@EnumSource(Store.class)
class WebhooksTest {
    @Parameter
    private Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private Webhooks webhooks;
    private User mira;
    private Gate.Entry repo;

    @BeforeEach
    void a_repository() {
        forge = store.inMemory(folder);
        Jobs jobs = new Jobs(forge.database, forge.events, forge.clock);
        webhooks = new Webhooks(forge.database, jobs, forge.secrets, forge.clock);
        forge.events.onRecord(webhooks::happened);
        mira = forge.user("mira");
        repo = forge.repo(mira, "lantern");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Webhook hook(Subject... subjects) {
        NewWebhook wish = new NewWebhook("https://ci.example/in", Set.of(subjects), true);
        return webhooks.get(repo, webhooks.add(mira.identity(), repo, wish).id());
    }

    private void starred() {
        forge.database.change(transaction ->
                forge.events.record(transaction, Draft.of("starred", mira.identity(), repo, Map.of("count", 1))));
    }

    @Test
    void only_what_it_was_to_be_told_of_is_told() {
        Webhook stars = hook(Subject.STARS);
        Webhook pushes = hook(Subject.PUSHES);
        starred();
        assertThat(webhooks.page(stars, 0, 10)).singleElement().satisfies(it -> {
            assertThat(it.topic()).isEqualTo("project.starred");
            assertThat(it.value("count")).isEqualTo("1");
            assertThat(it.state()).isEqualTo(Delivery.State.WAITING);
            assertThat(it.jobId()).isPositive();
        });
        assertThat(webhooks.count(pushes)).isZero();
    }

    @Test
    void what_is_not_stored_is_not_told() {
        Webhook hook = hook(Subject.STARS);
        try {
            forge.database.change(transaction -> {
                forge.events.record(transaction, Draft.of("starred", mira.identity(), repo, Map.of("count", 1)));
                throw new IllegalStateException("killed here");
            });
        } catch (IllegalStateException expected) {
            assertThat(webhooks.count(hook)).isZero();
        }
    }

    @Test
    void one_that_is_off_is_told_nothing() {
        Webhook hook = hook(Subject.STARS);
        NewWebhook off = new NewWebhook(hook.url(), hook.subjects(), false);
        webhooks.change(mira.identity(), repo, hook.id(), off);
        starred();
        assertThat(webhooks.count(hook)).isZero();
    }

    @Test
    void the_log_keeps_the_newest_and_all_that_waits() {
        Webhook hook = hook(Subject.STARS);
        for (int i = 0; i < 105; i++) {
            starred();
        }
        assertThat(webhooks.count(hook)).isEqualTo(105);
        Outcome done = new Outcome(Delivery.State.DONE, "", 200, "", "", 1);
        webhooks.page(hook, 0, 200).forEach(it -> webhooks.tried(it, done));
        starred();
        assertThat(webhooks.count(hook)).isEqualTo(100);
    }

    @Test
    void a_webhook_of_another_repository_is_not_found() {
        Webhook hook = hook(Subject.STARS);
        Gate.Entry other = forge.repo(mira, "other");
        assertThat(refusal(() -> webhooks.get(other, hook.id()))).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> webhooks.remove(mira.identity(), other, hook.id())))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> webhooks.again(other, hook.id(), 1))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void there_are_at_most_ten() {
        for (int i = 0; i < 10; i++) {
            hook(Subject.STARS);
        }
        assertThat(refusal(() -> hook(Subject.STARS))).isEqualTo(Reason.INVALID);
    }
}
