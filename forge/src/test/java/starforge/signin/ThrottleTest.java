package starforge.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import starforge.BareForge;
import starforge.HandClock;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.MemoryCounts;

class ThrottleTest {
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final HandClock clock = new HandClock();
    private final Throttle throttle = new Throttle(new MemoryCounts(clock));

    private void wrong(String name, String remote, int times) {
        for (int i = 0; i < times; i++) {
            throttle.check(name, remote);
            throttle.wrong(name, remote);
        }
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    private void assertThrottled(String name, String remote) {
        Refusal refusal = BareForge.refused(() -> throttle.check(name, remote));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY);
        assertThat(refusal.retryAfter()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    private void assertFree(String name, String remote) {
        assertThatCode(() -> throttle.check(name, remote)).doesNotThrowAnyException();
    }

    @Test
    void after_ten_wrong_tries_for_a_name_one_waits() {
        wrong("mira", HOME, 10);

        assertThrottled("mira", HOME);
        assertThrottled("MIRA", HOME);
        assertFree("ben", HOME);
    }

    @Test
    void nobody_locks_somebody_else_out() {
        wrong("mira", HOME, 10);

        assertFree("mira", ELSEWHERE);
    }

    @Test
    void after_fifty_wrong_tries_for_any_name_the_address_waits() {
        for (int i = 0; i < 50; i++) {
            wrong("name" + i, HOME, 1);
        }

        assertThrottled("another", HOME);
        assertFree("another", ELSEWHERE);
    }

    @Test
    void addresses_of_one_network_of_version_6_are_one() {
        for (int i = 0; i < 10; i++) {
            wrong("mira", "2001:db8:0:7::" + i, 1);
        }

        assertThrottled("mira", "2001:db8:0:7:ffff::1");
        assertFree("mira", "2001:db8:0:8::1");
        assertFree("mira", "192.0.2.1");
    }

    @Test
    void a_right_password_ends_the_count_of_its_name() {
        wrong("mira", HOME, 9);
        throttle.right("mira", HOME);
        wrong("mira", HOME, 9);

        assertFree("mira", HOME);
    }

    @Test
    void one_who_knows_one_password_may_not_guess_others_for_ever() {
        for (int i = 0; i < 50; i++) {
            wrong("name" + i, HOME, 1);
            throttle.right("mallory", HOME);
        }

        assertThrottled("mira", HOME);
    }

    @Test
    void waiting_a_quarter_of_an_hour_helps() {
        wrong("mira", HOME, 10);
        pass(Duration.ofMinutes(14));
        assertThrottled("mira", HOME);

        pass(Duration.ofMinutes(1));
        assertFree("mira", HOME);
    }

    @Test
    void the_quarter_of_an_hour_begins_with_the_first_wrong_try_and_not_with_a_look() {
        throttle.check("mira", HOME);
        pass(Duration.ofMinutes(14));
        wrong("mira", HOME, 10);
        pass(Duration.ofMinutes(10));

        assertThrottled("mira", HOME);
    }
}
