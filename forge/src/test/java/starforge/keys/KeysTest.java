package starforge.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
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
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal.Reason;
import starforge.users.User;

/** Whom a public key stands for, and whom never. */
@ParameterizedClass
@EnumSource(Store.class)
class KeysTest {
    @Parameter
    Store store;

    @TempDir
    private Path folder;

    private BareForge forge;
    private Keys keys;
    private User mira;
    private User ben;

    @BeforeEach
    void open() {
        forge = store.inMemory(folder);
        keys = new Keys(forge.database, forge.clock);
        mira = forge.user("mira");
        ben = forge.user("ben");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private String fingerprint() {
        return PublicKey.read(PublicKeyTest.ED25519).fingerprint();
    }

    @Test
    void a_key_stands_for_its_person_with_all_their_rights() {
        keys.add(mira.identity(), "", PublicKeyTest.ED25519);

        assertThat(keys.byKey(fingerprint())).contains(mira.identity());
        assertThat(keys.of(mira.identity())).extracting(Key::title).containsExactly("x@y");
    }

    @Test
    void a_fingerprint_in_another_case_or_with_a_look_alike_is_nobodys() {
        keys.add(mira.identity(), "laptop", PublicKeyTest.ED25519);
        String exact = fingerprint();

        assertThat(keys.byKey(exact.toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(keys.byKey(exact.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(keys.byKey(exact + " ")).isEmpty();
        assertThat(keys.byKey(" " + exact)).isEmpty();
        assertThat(keys.byKey(exact.replace("SHA256", "\u0405HA256"))).isEmpty();
        assertThat(keys.byKey("%")).isEmpty();
        assertThat(keys.byKey(exact.substring(0, 20) + "%")).isEmpty();
    }

    @Test
    void a_key_is_registered_once_for_whomever() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        keys.add(mira.identity(), "laptop", PublicKeyTest.ED25519);

        assertThat(BareForge.refused(() -> keys.add(ben.identity(), "mine", PublicKeyTest.ED25519))
                        .text())
                .contains("in use already")
                .doesNotContain("mira");
        assertThat(BareForge.refusal(() -> keys.add(ben.identity(), lantern, "", PublicKeyTest.ED25519, true)))
                .isEqualTo(Reason.INVALID);
        assertThat(keys.byKey(fingerprint())).contains(mira.identity());
    }

    @Test
    void a_deploy_key_opens_its_repository_alone() {
        Gate.Entry lantern = forge.privateRepo(mira, "lantern");
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        Gate.Entry open = forge.repo(mira, "open");
        keys.add(mira.identity(), lantern, "build", PublicKeyTest.ED25519, false);
        Identity machine = keys.byKey(fingerprint()).orElseThrow();

        assertThat(forge.repos.level(machine, lantern.id())).isEqualTo(Level.READ);
        assertThat(forge.repos.level(machine, diary.id())).isEqualTo(Level.NONE);
        assertThat(forge.repos.level(machine, open.id())).isEqualTo(Level.NONE);
        assertThat(machine.isAnonymous()).isFalse();
        assertThat(BareForge.refusal(() -> forge.repos.require(machine, lantern.name(), Level.WRITE)))
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(BareForge.refusal(() -> forge.repos.require(machine, diary.name(), Level.READ)))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void a_deploy_key_that_may_push_runs_nothing() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        keys.add(mira.identity(), lantern, "build", PublicKeyTest.ED25519, true);

        assertThat(forge.repos.level(keys.byKey(fingerprint()).orElseThrow(), lantern.id()))
                .isEqualTo(Level.WRITE);
    }

    @Test
    void nobody_removes_a_key_of_somebody_else_or_of_another_repository() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        keys.add(mira.identity(), "laptop", PublicKeyTest.ED25519);
        long id = keys.of(mira.identity()).get(0).id();

        assertThat(BareForge.refusal(() -> keys.remove(ben.identity(), id))).isEqualTo(Reason.NOT_FOUND);
        assertThat(BareForge.refusal(() -> keys.remove(mira.identity(), lantern, id)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(keys.byKey(fingerprint())).isPresent();
        keys.remove(mira.identity(), id);
        assertThat(keys.byKey(fingerprint())).isEmpty();
    }

    @Test
    void the_keys_of_a_blocked_person_and_of_their_repositories_open_nothing() {
        Gate.Entry lantern = forge.repo(ben, "lantern");
        keys.add(ben.identity(), lantern, "build", PublicKeyTest.ED25519, true);
        forge.database.change(transaction -> forge.users.setBlocked(transaction, ben, true));

        assertThat(keys.byKey(fingerprint())).isEmpty();
    }

    @Test
    void a_key_goes_with_its_repository() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        keys.add(mira.identity(), lantern, "build", PublicKeyTest.ED25519, true);
        forge.repos.delete(mira.identity(), lantern);

        assertThat(keys.byKey(fingerprint())).isEmpty();
        keys.used(fingerprint());
    }

    @Test
    void the_last_use_is_noted() {
        keys.add(mira.identity(), "laptop", PublicKeyTest.ED25519);
        forge.clock.pass(Duration.ofHours(1));
        keys.used(fingerprint());

        assertThat(keys.of(mira.identity()).get(0).usedAt()).contains(forge.clock.instant());
    }
}
