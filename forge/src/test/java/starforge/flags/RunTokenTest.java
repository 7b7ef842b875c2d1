package starforge.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.users.User;

/** The token of a build opens one repository to read, for some time, and is nobody's own. */
class RunTokenTest {
    private static final String COMMIT = "a".repeat(40);
    private static final Duration LIFETIME = Duration.ofHours(2);

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private Gate.Entry vault;

    private void on(Store store) {
        forge.close();
        forge = store.inMemory(folder.resolve("again"));
        fill();
    }

    @BeforeEach
    void a_private_repository() {
        forge = BareForge.inMemory(folder);
        fill();
    }

    private void fill() {
        mira = forge.user("mira");
        vault = forge.privateRepo(mira, "vault");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private String token(String run) {
        return forge.database.write(
                transaction -> forge.tokens.addForRun(transaction, mira.id(), vault.id(), COMMIT, run, LIFETIME));
    }

    @Test
    void it_reads_that_repository_and_no_other() {
        Gate.Entry other = forge.privateRepo(mira, "other");
        Identity who = forge.tokens.identify(token("1:0")).orElseThrow();
        assertThat(who.onlyCommit()).isEqualTo(COMMIT);
        assertThat(forge.repos.level(who, vault.id())).isEqualTo(Level.READ);
        assertThat(forge.repos.level(who, other.id())).isEqualTo(Level.NONE);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void it_ends_with_its_run_or_its_time_and_a_second_sending_has_the_same(Store store) {
        on(store);
        String first = token("1:0");
        assertThat(token("1:0")).isEqualTo(first);
        assertThat(token("1:1")).isNotEqualTo(first);
        forge.database.change(transaction -> forge.tokens.endRun(transaction, "1:1"));
        assertThat(forge.tokens.identify(first)).isPresent();
        forge.clock.pass(LIFETIME);
        assertThat(forge.tokens.identify(first)).isEmpty();
    }

    @Test
    void its_owner_does_not_find_it_among_the_own_ones() {
        token("1:0");
        assertThat(forge.tokens.of(mira.identity())).isEmpty();
    }
}
