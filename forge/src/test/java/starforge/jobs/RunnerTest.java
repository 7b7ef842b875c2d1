package starforge.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Event;
import starforge.jobs.Job.State;
import starforge.users.User;

/** Jobs are done once, in their order, again when they fail, and not when nobody wants them. */
@SuppressWarnings("try") // a runner works without being spoken to
class RunnerTest {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private BareForge forge;
    private Jobs jobs;
    private User mira;

    @BeforeEach
    void a_forge() {
        forge = BareForge.inMemory(folder);
        jobs = new Jobs(forge.database, forge.events, forge.clock);
        mira = forge.user("mira");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Runner running(Map<String, Task> tasks) {
        Runner runner = new Runner(jobs, tasks, 1, PAUSE);
        runner.start();
        return runner;
    }

    private long wish(String what) {
        return jobs.submit(Wish.of(what, Map.of("n", 7), mira.id()));
    }

    private Job job(long id) {
        return jobs.find(id).orElseThrow();
    }

    private void until(long id, State state) {
        soon(() -> job(id).state() == state);
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 seconds were not enough").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private List<Event> told(long id) {
        return forge.events.after(0, 1000).stream()
                .filter(event -> event.topics().contains(Job.topic(id)))
                .toList();
    }

    @Test
    void a_job_gives_its_result_and_tells_it() {
        long id = wish("echo");
        try (Runner runner =
                running(Map.of("echo", errand -> Task.Done.with(errand.job().args())))) {
            until(id, State.DONE);
        }
        assertThat(job(id).result()).isEqualTo(Map.of("n", 7));
        assertThat(told(id)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo("done");
            assertThat(event.data()).containsEntry("result", Map.of("n", 7));
        });
    }

    @Test
    void the_more_urgent_goes_first() {
        List<Long> order = new CopyOnWriteArrayList<>();
        long usual = wish("note");
        long urgent = jobs.submit(Wish.of("note", Map.of(), mira.id()).priority(9));
        long lowly = jobs.submit(Wish.of("note", Map.of(), mira.id()).priority(0));
        Task note = errand -> {
            order.add(errand.job().id());
            return Task.Done.with(Map.of());
        };
        try (Runner runner = running(Map.of("note", note))) {
            until(lowly, State.DONE);
        }
        assertThat(order).containsExactly(urgent, usual, lowly);
    }

    @Test
    void what_fails_is_tried_again_later_and_later_and_is_dead_in_the_end() {
        AtomicInteger tries = new AtomicInteger();
        Task failing = errand -> {
            tries.incrementAndGet();
            throw new IllegalStateException("broken for now");
        };
        long id = wish("fail");
        try (Runner runner = running(Map.of("fail", failing))) {
            for (int i = 1; i < 5; i++) {
                int after = i;
                soon(() -> tries.get() == after && job(id).state() == State.WAITING);
                assertThat(job(id).dueAt()).isEqualTo(forge.clock.instant().plusSeconds(1L << (i - 1)));
                forge.clock.pass(Duration.ofSeconds(1L << (i - 1)));
            }
            until(id, State.DEAD);
        }
        assertThat(tries).hasValue(5);
        assertThat(job(id).problem()).contains("IllegalStateException");
        assertThat(told(id)).extracting(Event::kind).containsExactly("failed");

        jobs.again(id);
        try (Runner runner = running(Map.of("fail", errand -> Task.Done.with(Map.of())))) {
            until(id, State.DONE);
        }
        assertThat(job(id).problem()).isEmpty();
    }

    @Test
    void what_is_refused_is_not_tried_again() {
        long id = wish("refuse");
        Task refusing = errand -> {
            throw new Refusal(Reason.INVALID, "live.no-topic");
        };
        try (Runner runner = running(Map.of("refuse", refusing))) {
            until(id, State.DEAD);
        }
        assertThat(job(id).attempts()).isOne();
        assertThat(job(id).problem()).isEqualTo("There is no such topic.");
    }

    @Test
    void what_takes_too_long_is_stopped() {
        CountDownLatch stopped = new CountDownLatch(1);
        Task slow = new Task() {
            @Override
            public Done run(Errand errand) throws InterruptedException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    stopped.countDown();
                    throw e;
                }
                return Done.with(Map.of());
            }

            @Override
            public Duration limit() {
                return Duration.ofMillis(50);
            }

            @Override
            public int attempts() {
                return 1;
            }
        };
        long id = wish("slow");
        try (Runner runner = running(Map.of("slow", slow))) {
            until(id, State.DEAD);
            soon(() -> stopped.getCount() == 0);
        }
        assertThat(job(id).problem()).isEqualTo("It took longer than 0 seconds and was stopped.");
    }

    @Test
    void who_cancels_a_running_job_stops_it() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Task endless = errand -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.countDown();
            }
            return Task.Done.with(Map.of());
        };
        long id = wish("endless");
        try (Runner runner = running(Map.of("endless", endless))) {
            soon(() -> begun.getCount() == 0);
            jobs.cancel(id);
            soon(() -> stopped.getCount() == 0);
        }
        assertThat(job(id).state()).isEqualTo(State.CANCELLED);
        assertThat(refusal(() -> jobs.cancel(id))).isEqualTo(Reason.CONFLICT);
        assertThat(told(id)).extracting(Event::kind).containsExactly("cancelled");
    }

    @Test
    void a_job_of_a_lost_runner_is_done_by_another_and_has_its_effect_once() {
        long id = wish("add");
        Job first = jobs.leases()
                .take(Set.of("add"), "lost-1", Duration.ofSeconds(30))
                .orElseThrow();
        assertThat(jobs.leases().take(Set.of("add"), "other-1", LONG)).isEmpty();
        forge.clock.pass(Duration.ofSeconds(30));
        Job second = jobs.leases().take(Set.of("add"), "other-1", LONG).orElseThrow();
        AtomicInteger effects = new AtomicInteger();
        Task.Done done = new Task.Done(Map.of(), transaction -> effects.incrementAndGet());
        jobs.leases().done(first, "lost-1", done);
        jobs.leases().done(second, "other-1", done);
        jobs.leases().done(second, "other-1", done);
        assertThat(effects).hasValue(1);
        assertThat(job(id).attempts()).isEqualTo(2);
    }

    @Test
    void after_a_kill_the_only_process_goes_on_at_once() {
        long id = wish("echo");
        jobs.leases().take(Set.of("echo"), "killed-1", LONG);
        jobs.recover();
        try (Runner runner = running(Map.of("echo", errand -> Task.Done.with(Map.of())))) {
            until(id, State.DONE);
        }
    }

    @Test
    void the_end_is_not_stored_without_its_effect() {
        long id = wish("effect");
        AtomicInteger tries = new AtomicInteger();
        Task task = errand -> new Task.Done(Map.of(), transaction -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not stored");
            }
        });
        try (Runner runner = running(Map.of("effect", task))) {
            soon(() -> tries.get() == 1 && job(id).state() == State.WAITING);
            forge.clock.pass(Duration.ofSeconds(1));
            until(id, State.DONE);
        }
    }

    @Test
    void the_same_wish_is_one_job_while_it_is_open() {
        Wish wish = Wish.of("echo", Map.of(), mira.id()).onceAs("echo:1");
        long id = jobs.submit(wish);
        assertThat(jobs.submit(wish)).isEqualTo(id);
        try (Runner runner = running(Map.of("echo", errand -> Task.Done.with(Map.of())))) {
            until(id, State.DONE);
        }
        assertThat(jobs.submit(wish)).isNotEqualTo(id);
    }

    @Test
    void what_others_know_to_do_is_left_to_them() {
        long foreign = wish("ci.build");
        long ours = wish("echo");
        try (Runner runner = running(Map.of("echo", errand -> Task.Done.with(Map.of())))) {
            until(ours, State.DONE);
        }
        assertThat(job(foreign).state()).isEqualTo(State.WAITING);
    }

    @Test
    void what_ended_long_ago_is_put_away_and_failures_are_kept_longer() {
        long cancelled = wish("echo");
        jobs.cancel(cancelled);
        long waiting = wish("echo");
        forge.clock.pass(Duration.ofDays(8));
        jobs.tidy();
        assertThat(jobs.find(cancelled)).isEmpty();
        assertThat(jobs.find(waiting)).isPresent();
    }
}
