package starforge.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
import starforge.Together;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

@ParameterizedClass
@EnumSource(Store.class)
class UsersTest {
    @Parameter
    Store store;

    private static final String GOOD = "correct horse";

    @TempDir
    static Path folder;

    private static BareForge forge;
    private static Users users;

    @BeforeParameterizedClassInvocation
    static void open(Store store) {
        forge = store.inMemory(folder.resolve(store.name()));
        users = forge.users;
        users.add("Mira", "Mira@Example.org", GOOD, false);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        forge.close();
    }

    private static Refusal refused(String name, String email, String password) {
        Refusal refusal = BareForge.refused(() -> users.add(name, email, password, false));
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        return refusal;
    }

    @Test
    void an_account_is_found_in_any_case_and_kept_as_it_was_typed() {
        assertThat(users.find("mIRA").orElseThrow().name()).isEqualTo("Mira");
        assertThat(users.find("mira ")).isEmpty();
        assertThat(users.find("m\u0456ra")).as("a look-alike").isEmpty();
        assertThat(users.find("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    MIRA,    new@example.org,  correct horse, username
                    newbie,  MIRA@example.ORG, correct horse, email
                    my name, new@example.org,  correct horse, username
                    login,   new@example.org,  correct horse, username
                    -h,      new@example.org,  correct horse, username
                    newbie,  new,              correct horse, email
                    newbie,  a b@example.org,  correct horse, email
                    newbie,  a@b@example.org,  correct horse, email
                    newbie,  @example.org,     correct horse, email
                    newbie,  new@example.org,  1234567,       password
                    newbie,  new@example.org,  '',            password
                    """)
    void a_wrong_field_is_named(String name, String email, String password, String field) {
        assertThat(refused(name, email, password).field()).isEqualTo(field);
        assertThat(users.find("newbie")).isEmpty();
    }

    @Test
    void a_password_has_an_upper_bound_as_each_check_costs() {
        assertThat(refused("newbie", "new@example.org", "x".repeat(1001)).text())
                .contains("1000 characters at most");
    }

    @Test
    void of_many_who_take_one_name_at_once_one_gets_it() {
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String mail = i + "@example.org";
            attempts.add(() -> {
                try {
                    users.add("twin", mail, GOOD, false);
                    return true;
                } catch (Refusal refusal) {
                    assertThat(refusal.field()).isEqualTo("username");
                    return false;
                }
            });
        }

        assertThat(Together.all(attempts)).containsOnlyOnce(true);
    }

    @Test
    void a_password_fits_its_own_account_alone() {
        assertThat(users.withPassword("mira", GOOD)).isPresent();
        assertThat(users.withPassword("mira", GOOD + "!")).isEmpty();
        assertThat(users.withPassword("nobody", GOOD)).isEmpty();
        assertThat(users.withPassword("", "")).isEmpty();
        assertThat(users.withPassword("mira", users.get("mira").password()))
                .as("the hash itself")
                .isEmpty();
    }

    @Test
    void a_new_password_ends_the_old_one() {
        User ada = users.add("ada", "ada@example.org", GOOD, false);
        String stored = users.newPassword("another horse");

        forge.database.change(transaction -> users.setPassword(transaction, ada, stored));

        assertThat(users.withPassword("ada", "another horse")).isPresent();
        assertThat(users.withPassword("ada", GOOD)).isEmpty();
        assertThat(BareForge.refused(() -> users.newPassword("short")).field()).isEqualTo("password");
    }

    @Test
    void people_are_found_by_a_part_of_their_name_that_is_no_pattern() {
        forge.user("lantern-fan");
        forge.user("lantern_fan");

        assertThat(users.search("TERN", 0, 10)).extracting(User::name).containsExactly("lantern-fan", "lantern_fan");
        assertThat(users.search("n_f", 0, 10)).extracting(User::name).containsExactly("lantern_fan");
        assertThat(users.search("%", 0, 10)).isEmpty();
        assertThat(users.search("' or 1=1 --", 0, 10)).isEmpty();
        assertThat(users.search("lantern", 0, 1)).extracting(User::name).containsExactly("lantern-fan");
        assertThat(users.search("lantern", 1, 1)).extracting(User::name).containsExactly("lantern_fan");
        assertThat(users.searched("LANtern")).isEqualTo(2);
    }

    @Test
    void somebody_who_is_not_there_is_named_in_the_refusal() {
        Refusal refusal = BareForge.refused(() -> users.get("nobody"));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal.text()).isEqualTo("There is no user named nobody.");
    }
}
