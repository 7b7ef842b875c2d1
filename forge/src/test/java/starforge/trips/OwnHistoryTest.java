package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.users.User;

/** This project hosts itself: all of its history goes there and comes back whole. */
class OwnHistoryTest {
    @TempDir
    private Path folder;

    @Test
    void the_full_history_of_this_project_comes_back_as_it_went() throws Exception {
        RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
        Path mirror = folder.resolve("mirror.git");
        git.ok(folder, "clone", "-q", "--mirror", "--no-local", ownRepository(git), mirror.toString());
        git.ok(mirror, "update-ref", "refs/heads/side", "HEAD");
        git.ok(mirror, "tag", "-m", "A tag", "v1", "HEAD");

        try (RunningForge forge = RunningForge.on(Files.createDirectories(folder.resolve("data")))) {
            User mira = forge.user("mira");
            forge.repo(mira, "starforge");
            String remote = forge.address().replace("://", "://mira:correct%20horse@") + "/mira/starforge.git";
            git.ok(mirror, "push", "-q", remote, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
            git.ok(folder, "clone", "-q", "--mirror", forge.address() + "/mira/starforge", "back.git");
        }

        Path back = folder.resolve("back.git");
        assertThat(git.ok(back, "for-each-ref")).isEqualTo(git.ok(mirror, "for-each-ref", "refs/heads", "refs/tags"));
        assertThat(git.run(back, "fsck", "--strict", "--full").exit()).isZero();
        assertThat(git.ok(back, "rev-list", "--branches", "--tags", "--count"))
                .isEqualTo(git.ok(mirror, "rev-list", "--branches", "--tags", "--count"));
    }

    /** The repository that this test lies in. */
    private static String ownRepository(RealGit git) {
        Path here = Path.of("").toAbsolutePath();
        return git.ok(here, "-c", "safe.directory=*", "rev-parse", "--show-toplevel");
    }
}
