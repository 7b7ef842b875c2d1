package starforge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.jobs.Delivery;
import starforge.jobs.Job;
import starforge.jobs.Jobs;
import starforge.jobs.Wish;

/** Jobs through a real broker, with Celery itself at the other end; and each of them killed meanwhile. */
class CeleryTest {
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static Jobs jobs;
    private static Delivery delivery;
    private static Python worker;

    @BeforeAll
    static void a_forge_and_a_worker_of_others() {
        cluster = Cluster.shared();
        jobs = new Jobs(cluster.bare.database, cluster.bare.events, CLOCK);
        delivery = new Delivery(
                cluster.rabbit.address(),
                cluster.bare.database,
                jobs,
                Set.of(),
                cluster.bare.secrets,
                Optional.empty(),
                CLOCK);
        delivery.start();
        worker = new Python("others", cluster.rabbit.address(), "rpc://");
        worker.start();
    }

    @AfterAll
    static void end() {
        delivery.close();
        worker.close();
    }

    private static long ask(String what, Map<String, Object> args) {
        return jobs.submit(Wish.of(what, args, 0).foreign());
    }

    private static Job ended(long id) {
        soon(() -> !job(id).state().isOpen());
        return job(id);
    }

    private static Job job(long id) {
        return jobs.find(id).orElseThrow();
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "90 seconds were not enough: " + worker.said())
                    .isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<String> told(long id) {
        return cluster.bare.events.after(0, Integer.MAX_VALUE).stream()
                .filter(event -> event.topics().contains(job(id).topic()))
                .map(event -> event.kind())
                .toList();
    }

    @Test
    void a_worker_in_python_does_a_task_and_its_value_comes_back() {
        Job job = ended(ask("others.add", Map.of("a", 2, "b", 40)));
        assertThat(job.state()).isEqualTo(Job.State.DONE);
        assertThat(job.result()).isEqualTo(Map.of("value", 42));
    }

    @Test
    void its_exception_comes_back() {
        Job job = ended(ask("others.fail", Map.of("why", "no such star")));
        assertThat(job.state()).isEqualTo(Job.State.DEAD);
        assertThat(job.problem()).isEqualTo("ValueError: no such star");
        assertThat(job.result()).containsEntry("type", "ValueError").containsEntry("module", "builtins");
        assertThat(String.valueOf(job.result().get("traceback"))).contains("raise ValueError(why)");
    }

    @Test
    void its_progress_is_told_and_who_cancels_stops_it() {
        Path never = folder.resolve("never");
        long id = ask("others.steps", Map.of("until", never.toString()));
        soon(() -> job(id).progress() == 40);
        jobs.cancel(id);
        assertThat(told(id)).contains("progress").endsWith("cancelled");
        // The only hand of the worker is free again.
        assertThat(ended(ask("others.add", Map.of("a", 1, "b", 1))).result()).isEqualTo(Map.of("value", 2));
        assertThat(job(id).state()).isEqualTo(Job.State.CANCELLED);
        jobs.again(id);
        soon(() -> job(id).progress() == 40);
        touch(never);
        assertThat(ended(id).state()).isEqualTo(Job.State.DONE);
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void results_that_lie_in_redis_are_read_too() {
        worker.kill();
        try (Python other = new Python("others", cluster.rabbit.address(), cluster.redis.address())) {
            other.start();
            assertThat(ended(ask("others.add", Map.of("a", 2, "b", 3))).result())
                    .isEqualTo(Map.of("value", 5));
            assertThat(ended(ask("others.fail", Map.of("why", "dark"))).problem())
                    .isEqualTo("ValueError: dark");
        } finally {
            worker.start();
        }
    }

    @Test
    void python_asks_for_a_task_and_is_answered_through_the_broker_and_through_redis() {
        for (String backend : List.of("rpc://", cluster.redis.address())) {
            assertThat(Python.script("ask.py", cluster.rabbit.address(), backend)
                            .lines())
                    .containsExactly(
                            "'pong'", "{'deep': [1, None]}", "celery.exceptions NotRegistered 'starforge.none'");
        }
    }

    @Test
    void what_is_no_task_goes_to_the_dead_letters_and_nothing_else_suffers() throws Exception {
        try (Connection connection = connection();
                Channel channel = connection.createChannel()) {
            channel.queuePurge("starforge.dead");
            Map<String, AMQP.BasicProperties> all = new HashMap<>();
            all.put("no JSON", task(Map.of(), "application/json"));
            all.put("content type", task(Map.of(), "application/x-python-serialize"));
            all.put("protocol version 2", properties(Map.of(), "application/json"));
            all.put("no time", task(Map.of("eta", "tomorrow"), "application/json"));
            all.put("it expired", task(Map.of("expires", "2020-01-01T00:00:00+00:00"), "application/json"));
            all.put("no pair", task(Map.of("timelimit", "ever"), "application/json"));
            all.put("there is no such task", task(Map.of("task", "check"), "application/json"));
            for (Map.Entry<String, AMQP.BasicProperties> each : all.entrySet()) {
                String body = each.getKey().equals("no JSON") ? "[[[" : "[[], {}, {}]";
                channel.basicPublish("", "starforge", each.getValue(), body.getBytes(StandardCharsets.UTF_8));
            }
            List<String> reasons = new ArrayList<>();
            soon(() -> {
                letter(channel).ifPresent(reasons::add);
                return reasons.size() == all.size();
            });
            assertThat(all.keySet()).allSatisfy(why -> assertThat(reasons)
                    .anySatisfy(reason -> assertThat(reason).contains(why)));
            assertThat(cluster.worker.said()).contains("goes to the dead letters");
        }
        assertThat(Python.script("ask.py", cluster.rabbit.address(), "rpc://")).startsWith("'pong'");
    }

    private static Connection connection() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(cluster.rabbit.address());
        return factory.newConnection();
    }

    private static AMQP.BasicProperties task(Map<String, Object> more, String type) {
        Map<String, Object> headers = new HashMap<>(Map.of("task", "starforge.ping", "id", "x" + more + type));
        headers.putAll(more);
        return properties(headers, type);
    }

    private static AMQP.BasicProperties properties(Map<String, Object> headers, String type) {
        return new AMQP.BasicProperties.Builder()
                .headers(headers)
                .contentType(type)
                .contentEncoding("utf-8")
                .build();
    }

    private static Optional<String> letter(Channel channel) {
        try {
            GetResponse letter = channel.basicGet("starforge.dead", true);
            return Optional.ofNullable(letter)
                    .map(found -> String.valueOf(found.getProps().getHeaders().get("x-starforge-why")));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatever_is_killed_every_job_is_done_and_told_once() {
        List<Long> all = new ArrayList<>();
        all.addAll(some());
        cluster.worker.kill();
        worker.kill();
        all.addAll(some());
        cluster.worker.start();
        worker.start();
        all.addAll(some());
        cluster.rabbit.kill();
        all.addAll(some());
        cluster.rabbit.start();
        all.addAll(some());
        all.forEach(id -> assertThat(ended(id).state()).as(job(id).toString()).isEqualTo(Job.State.DONE));
        all.forEach(id -> assertThat(told(id)).containsOnlyOnce("done").doesNotContain("failed"));
    }

    /** Jobs of ours and of others. */
    private static List<Long> some() {
        return IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0
                        ? jobs.submit(Wish.of("ping-job", Map.of("n", i), 0))
                        : ask("others.add", Map.of("a", i, "b", 1)))
                .toList();
    }
}
