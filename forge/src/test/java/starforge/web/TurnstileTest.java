package starforge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refusal;
import static starforge.BareForge.refused;

import org.junit.jupiter.api.Test;
import starforge.access.Refusal.Reason;

/** How many may be in at once. */
class TurnstileTest {
    @Test
    void nobody_takes_all_the_places() {
        Turnstile places = new Turnstile(3, 2, "web.costly");
        places.enter("192.0.2.1");
        places.enter("192.0.2.1");
        assertThat(refusal(() -> places.enter("192.0.2.1"))).isEqualTo(Reason.TOO_MANY);
        places.enter("192.0.2.2");
        assertThat(refused(() -> places.enter("192.0.2.3")).retryAfter()).isPositive();
        places.leave("192.0.2.1");
        places.enter("192.0.2.3");
        assertThat(refusal(() -> places.enter("192.0.2.1"))).isEqualTo(Reason.TOO_MANY);
    }

    @Test
    void addresses_of_one_ipv6_network_count_as_one() {
        Turnstile places = new Turnstile(9, 1, "web.costly");
        places.enter("[2001:db8:1:2::1]");
        assertThat(refusal(() -> places.enter("2001:db8:1:2:ffff::9"))).isEqualTo(Reason.TOO_MANY);
        places.enter("2001:db8:1:3::1");
        places.leave("2001:db8:1:2:7::7");
        places.enter("2001:db8:1:2::1");
    }
}
