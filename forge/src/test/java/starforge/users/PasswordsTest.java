package starforge.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords();

    @Test
    void the_right_password_fits_and_no_other() {
        String stored = PASSWORDS.store("correct horse");

        assertThat(PASSWORDS.fits("correct horse", stored)).isTrue();
        assertThat(PASSWORDS.fits("correct horse ", stored)).isFalse();
        assertThat(PASSWORDS.fits("Correct horse", stored)).isFalse();
        assertThat(PASSWORDS.fits("", stored)).isFalse();
    }

    @Test
    void what_is_stored_tells_the_method_and_nothing_of_the_password() {
        String stored = PASSWORDS.store("correct horse");

        assertThat(stored).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(PASSWORDS.store("correct horse")).as("salted").isNotEqualTo(stored);
    }

    @Test
    void a_password_may_have_any_letters() {
        String odd = "pässwörd\0 \uD83D\uDE80 $v=19$";

        assertThat(PASSWORDS.fits(odd, PASSWORDS.store(odd))).isTrue();
    }

    /** Made by the reference implementation of RFC 9106, libargon2, with the same memory, passes and lanes. */
    @Test
    void a_hash_of_the_reference_program_is_understood() {
        String stored =
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE";

        assertThat(PASSWORDS.fits("password", stored)).isTrue();
        assertThat(PASSWORDS.fits("Password", stored)).isFalse();
    }

    @Test
    void what_was_stored_at_another_cost_fits() {
        String stored =
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$55PWTvddWPUD1GMbKxSff4ASfF85k9ibHJt4HlHQtBM";

        assertThat(PASSWORDS.fits("password", stored)).isTrue();
        assertThat(PASSWORDS.fits("Password", stored)).isFalse();
    }

    @Test
    void what_is_no_hash_of_ours_fits_nothing() {
        assertThat(PASSWORDS.fits("none", "none")).isFalse();
        assertThat(PASSWORDS.fits("", "")).isFalse();
        assertThat(PASSWORDS.fits("x", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA"))
                .isFalse();
    }
}
