package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.RepoName;

class MaintenanceTest {
    private static final Push PUSH = new Push(
            1,
            RepoName.of("", "zoo"),
            new Identity(1, "ada", false, Level.ADMIN),
            List.of(new Push.Change(
                    "refs/heads/main", Push.NONE, Push.NONE, Push.Kind.CREATED, 0, List.of(), List.of())));

    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;
    private Path bare;
    private Path work;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "zoo");
        bare = folder.resolve("git/1.git");
        work = git.init(folder.resolve("work"));
        git.ok(work, "remote", "add", "origin", forge.urlAs("ada", "/zoo.git"));
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void a_large_first_push_gets_bitmaps_soon_after() throws IOException {
        pushNoise("noise", 2 << 20);
        assertThat(forge.repositories.isUntidy(1)).isTrue();
        try (Maintenance maintenance = new Maintenance(forge.repositories, Duration.ofMillis(1))) {
            maintenance.pushed(PUSH);
            await(this::hasBitmap);
            await(() -> !forge.repositories.isUntidy(1));
        }
        sound();
    }

    @Test
    void what_was_left_untidy_is_found_at_the_start() throws IOException {
        pushNoise("noise", 2 << 20);
        try (Maintenance maintenance = new Maintenance(forge.repositories, Duration.ofMillis(1))) {
            maintenance.start(() -> {});
            await(() -> !forge.repositories.isUntidy(1));
        }
        assertThat(hasBitmap()).isTrue();
    }

    @Test
    void a_small_push_onto_a_tidy_repository_is_left_alone() throws IOException {
        pushNoise("noise", 2 << 20);
        forge.repositories.tidy(1);
        pushNoise("little", 10_000);
        assertThat(forge.repositories.isUntidy(1)).isFalse();
        pushNoise("much", 1_500_000);
        assertThat(forge.repositories.isUntidy(1)).isTrue();
    }

    @Test
    void a_fork_of_a_tidy_repository_goes_on_sharing_its_packs() throws IOException {
        pushNoise("noise", 2 << 20);
        String hidden = git.ok(work, "rev-parse", "HEAD");
        git.ok(bare, "update-ref", "refs/pull/1/head", hidden);
        forge.repositories.tidy(1);
        forge.repositories.fork(1, 2);
        assertThat(forge.repositories.isUntidy(2)).isFalse();
        Path pack = only(bare, "pack");
        assertThat(Files.isSameFile(
                        pack, folder.resolve("git/2.git/objects/pack").resolve(pack.getFileName())))
                .isTrue();
    }

    @Test
    void only_one_tidies_a_repository_and_a_dead_ones_mark_is_no_hindrance() throws IOException {
        pushNoise("noise", 2 << 20);
        Files.writeString(bare.resolve("gc.pid"), "1 dead");
        try (FileChannel other =
                FileChannel.open(bare.resolve("tidying.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            forge.repositories.tidy(1);
            assertThat(hasBitmap()).isFalse();
        }
        forge.repositories.tidy(1);
        assertThat(hasBitmap()).isTrue();
    }

    @Test
    void one_that_is_broken_off_leaves_all_as_it_was() throws IOException {
        pushNoise("noise", 2 << 20);
        try {
            forge.repositories.tidy(1, () -> true);
        } catch (RuntimeException e) {
            assertThat(e).hasMessageNotContaining("Null");
        }
        assertThat(hasBitmap()).isFalse();
        sound();
        forge.repositories.tidy(1);
        assertThat(hasBitmap()).isTrue();
        sound();
    }

    @Test
    void a_ref_that_is_locked_for_a_moment_moves_all_the_same() throws Exception {
        git.commit(work, "ape", "one");
        git.ok(work, "push", "-q", "origin", "main");
        Path lock = Files.createFile(bare.resolve("refs/heads/main.lock"));
        git.commit(work, "ape", "two");
        Thread holder = new Thread(() -> {
            await(() -> has(".keep"));
            lock.toFile().delete();
        });
        holder.start();
        git.ok(work, "push", "-q", "origin", "main");
        holder.join();
        assertThat(git.ok(bare, "rev-parse", "main")).isEqualTo(git.ok(work, "rev-parse", "main"));
    }

    private void pushNoise(String name, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new Random(name.hashCode()).nextBytes(noise);
        int part = 500_000;
        for (int at = 0; at < bytes; at += part) {
            Files.write(work.resolve(name + at), Arrays.copyOfRange(noise, at, Math.min(bytes, at + part)));
        }
        git.ok(work, "add", ".");
        git.ok(work, "commit", "-q", "-m", name);
        git.ok(work, "push", "-q", "origin", "main");
    }

    private void sound() {
        assertThat(git.run(bare, "fsck", "--strict", "--full")).matches(result -> result.exit() == 0);
    }

    private boolean hasBitmap() {
        return has(".bitmap");
    }

    private boolean has(String ending) {
        String[] found = bare.resolve("objects/pack").toFile().list((dir, name) -> name.endsWith(ending));
        return found != null && found.length > 0;
    }

    private static Path only(Path repository, String ending) throws IOException {
        try (var files = Files.newDirectoryStream(repository.resolve("objects/pack"), "*." + ending)) {
            return files.iterator().next();
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true");
            }
            Thread.onSpinWait();
        }
    }
}
