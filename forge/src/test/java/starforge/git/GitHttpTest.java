package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHttpTest {
    @TempDir
    Path folder;

    private RealGit git;
    private TestForge forge;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void what_is_pushed_comes_back_in_a_clone() {
        forge.create(1, "linux");
        Path work = git.init(folder.resolve("work"));
        git.commit(work, "README", "hello");
        git.ok(work, "tag", "-a", "-m", "first", "v1");
        git.ok(work, "push", "-q", forge.urlAs("ada", "/linux.git"), "main", "v1");
        Path copy = folder.resolve("copy");
        git.ok(folder, "clone", "-q", forge.url("/linux.git"), copy.toString());
        assertThat(git.ok(copy, "show-ref", "--tags", "-d")).isEqualTo(git.ok(work, "show-ref", "--tags", "-d"));
        assertThat(git.ok(copy, "rev-parse", "HEAD")).isEqualTo(git.ok(work, "rev-parse", "HEAD"));
        assertThat(git.ok(folder.resolve("git/1.git"), "fsck", "--strict", "--full"))
                .isEmpty();
        assertThat(forge.pushes).hasSize(1);
    }
}
