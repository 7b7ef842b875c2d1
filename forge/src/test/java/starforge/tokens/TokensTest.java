package starforge.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.users.User;

@ParameterizedClass
@EnumSource(Store.class)
class TokensTest {
    @Parameter
    Store store;

    @TempDir
    static Path folder;

    private static BareForge forge;
    private static Tokens tokens;
    private static User mira;
    private static User ben;
    private static User root;

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        forge = store.inMemory(folder.resolve(store.name()));
        tokens = forge.tokens;
        mira = forge.user("mira");
        ben = forge.user("ben");
        root = forge.admin("root");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        forge.close();
    }

    @Test
    void a_token_speaks_for_its_owner() {
        String secret = tokens.add(mira, "laptop", List.of());

        assertThat(secret).matches("sft_[A-Za-z0-9_-]{43}");
        assertThat(tokens.identify(secret)).contains(new Identity(mira.id(), "mira", false, Level.ADMIN));
    }

    @ParameterizedTest
    @CsvSource({"read, READ", "write, WRITE", "ADMIN, ADMIN"})
    void a_scope_is_the_most_that_a_token_may_do(String scope, Level most) {
        String secret = tokens.add(root, scope, List.of(scope));

        Identity identity = tokens.identify(secret).orElseThrow();

        assertThat(identity.most()).isEqualTo(most);
        assertThat(identity.admin()).isEqualTo(most == Level.ADMIN);
    }

    @Test
    void of_several_scopes_the_highest_counts() {
        String secret = tokens.add(mira, "both", List.of("write", "read"));

        assertThat(tokens.identify(secret).orElseThrow().most()).isEqualTo(Level.WRITE);
    }

    @Test
    void nothing_but_the_very_secret_is_a_token() {
        String secret = tokens.add(mira, "exact", List.of());

        assertThat(tokens.identify(secret + " ")).isEmpty();
        assertThat(tokens.identify(" " + secret)).isEmpty();
        assertThat(tokens.identify(secret.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(tokens.identify(secret.substring(0, secret.length() - 1))).isEmpty();
        assertThat(tokens.identify("sft_%")).isEmpty();
        assertThat(tokens.identify("sft_")).isEmpty();
        assertThat(tokens.identify("")).isEmpty();
    }

    @Test
    void a_copy_of_the_database_opens_nothing() {
        String secret = tokens.add(mira, "stored", List.of());

        List<String> stored = forge.database.read(handle -> handle.createQuery("select token_hash from tokens")
                .mapTo(String.class)
                .list());

        assertThat(stored).noneMatch(hash -> secret.contains(hash) || hash.contains(secret.substring(4)));
        assertThat(stored)
                .allSatisfy(hash -> assertThat(tokens.identify("sft_" + hash)).isEmpty());
    }

    @Test
    void a_revoked_token_is_nobodys_at_once() {
        String secret = tokens.add(ben, "lost", List.of());
        Token token = tokens.of(ben.identity()).get(0);

        tokens.revoke(ben.identity(), token.id());

        assertThat(tokens.identify(secret)).isEmpty();
        assertThat(tokens.of(ben.identity())).doesNotContain(token);
    }

    @Test
    void nobody_revokes_a_token_of_somebody_else() {
        String secret = tokens.add(mira, "mine", List.of());
        long id = tokens.of(mira.identity()).get(0).id();

        assertThat(BareForge.refusal(() -> tokens.revoke(ben.identity(), id))).isEqualTo(Reason.NOT_FOUND);
        assertThat(BareForge.refusal(() -> tokens.revoke(root.identity(), id))).isEqualTo(Reason.NOT_FOUND);
        assertThat(tokens.identify(secret)).isPresent();
    }

    @Test
    void the_last_use_is_noted_to_a_few_minutes() {
        User cleo = forge.user("cleo");
        String secret = tokens.add(cleo, "clock", List.of());
        assertThat(tokens.of(cleo.identity()).get(0).usedAt()).isEmpty();

        tokens.identify(secret);
        var first = forge.clock.instant();
        forge.clock.pass(Duration.ofMinutes(4));
        tokens.identify(secret);
        assertThat(tokens.of(cleo.identity()).get(0).usedAt()).contains(first);

        forge.clock.pass(Duration.ofMinutes(4));
        tokens.identify(secret);
        assertThat(tokens.of(cleo.identity()).get(0).usedAt()).contains(forge.clock.instant());
    }

    @Test
    void a_token_needs_a_name_and_a_scope_that_there_is() {
        Refusal nameless = BareForge.refused(() -> tokens.add(mira, " ", List.of()));
        Refusal endless = BareForge.refused(() -> tokens.add(mira, "x".repeat(101), List.of()));
        Refusal strange = BareForge.refused(() -> tokens.add(mira, "x", List.of("root")));

        assertThat(nameless.field()).isEqualTo("name");
        assertThat(endless.field()).isEqualTo("name");
        assertThat(strange.field()).isEqualTo("scope");
        assertThat(strange.text()).contains("There is no scope root.");
    }
}
