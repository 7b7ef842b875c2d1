package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryTicketsTest extends TicketsContract {
    @Override
    Tickets open(Clock clock) {
        return new MemoryTickets(clock);
    }

    @Test
    void old_tickets_make_room_when_there_are_too_many() {
        MemoryTickets tickets = new MemoryTickets(clock);
        String first = tickets.issue(GRANT);
        clock.turn(Duration.ofMillis(1));
        for (int i = 0; i < 4 * MemoryTickets.LIMIT; i++) {
            tickets.issue(GRANT);
        }
        clock.turn(Duration.ofMillis(1));
        String last = tickets.issue(GRANT);
        assertThat(tickets.size()).isBetween(MemoryTickets.LIMIT / 2, MemoryTickets.LIMIT);
        assertThat(tickets.take(first)).isEmpty();
        assertThat(tickets.take(last)).contains(GRANT);
    }

    @Test
    void tickets_that_nobody_used_are_forgotten() {
        MemoryTickets tickets = new MemoryTickets(clock);
        for (int i = 0; i < 100; i++) {
            tickets.issue(GRANT);
        }
        clock.turn(Duration.ofSeconds(20));
        tickets.issue(GRANT);
        assertThat(tickets.size()).isEqualTo(1);
    }
}
