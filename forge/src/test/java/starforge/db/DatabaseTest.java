package starforge.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/** All of a change or nothing, and nobody told of nothing. */
class DatabaseTest {
    private static final String PUT = "insert into settings (name, content) values ('a', 'b')";

    private final Database database = Database.inMemory("database-test-" + System.nanoTime(), Duration.ofMillis(50));

    @AfterEach
    void the_end() {
        database.close();
    }

    private int rows() {
        return database.read(handle -> handle.createQuery("select count(*) from settings where name = 'a'")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void steps_after_the_commit_see_what_was_stored() {
        List<Integer> seen = new ArrayList<>();
        database.change(transaction -> {
            transaction.afterCommit(() -> seen.add(rows()));
            transaction.handle().execute(PUT);
        });
        assertThat(seen).containsExactly(1);
    }

    @Test
    void a_change_that_breaks_leaves_nothing_and_tells_nobody() {
        List<String> told = new ArrayList<>();
        assertThatThrownBy(() -> database.change(transaction -> {
                    transaction.afterCommit(() -> told.add("stored"));
                    transaction.handle().execute(PUT);
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(told).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void a_change_that_does_not_get_its_turn_is_a_refusal_and_not_a_bug() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Void> holder = CompletableFuture.runAsync(() -> database.change(transaction -> {
            begun.countDown();
            await(enough);
        }));
        begun.await();

        assertThatThrownBy(() ->
                        database.change(transaction -> transaction.handle().execute(PUT)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(rows()).isZero();
        enough.countDown();
        holder.join();
        database.change(transaction -> transaction.handle().execute(PUT));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_second_row_of_a_key_is_told_apart_from_other_faults() {
        database.change(transaction -> transaction.handle().execute(PUT));

        assertThatThrownBy(() ->
                        database.change(transaction -> transaction.handle().execute(PUT)))
                .isInstanceOf(AlreadyThere.class);
        assertThatThrownBy(() -> database.change(
                        transaction -> transaction.handle().execute("insert into settings (name) values (null)")))
                .isNotInstanceOf(AlreadyThere.class)
                .isNotInstanceOf(Refusal.class);
    }

    @Test
    void what_hangs_on_nothing_is_not_found() {
        assertThatThrownBy(() -> database.change(transaction -> transaction
                        .handle()
                        .execute("insert into stars (repo_id, user_id, starred_at) values (1, 1, current_timestamp)")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_interrupt_in_the_midst_of_changes_harms_nobody_else(@TempDir Path folder) throws Exception {
        try (Database onDisk = Database.open(folder)) {
            for (int i = 0; i < 20; i++) {
                Thread worker = new Thread(() -> changeUntilInterrupted(onDisk));
                worker.start();
                int before = count(onDisk);
                while (count(onDisk) == before && worker.isAlive()) {
                    Thread.onSpinWait();
                }
                worker.interrupt();
                worker.join();
            }
            assertThat(count(onDisk)).isGreaterThanOrEqualTo(20);
        }
    }

    private static int count(Database database) {
        return database.read(handle -> handle.createQuery("select count(*) from settings")
                .mapTo(Integer.class)
                .one());
    }

    private static void changeUntilInterrupted(Database database) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                database.change(transaction -> transaction
                        .handle()
                        .execute("insert into settings (name, content) values (?, 'b')", "n" + System.nanoTime()));
            } catch (RuntimeException e) {
                return;
            }
        }
    }
}
