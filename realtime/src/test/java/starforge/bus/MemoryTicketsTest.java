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
        String second = tickets.issue(GRANT);
        for (int i = 0; i < MemoryTickets.LIMIT - 1; i++) {
            tickets.issue(GRANT);
        }
        assertThat(tickets.size()).isEqualTo(MemoryTickets.LIMIT);
        assertThat(tickets.take(first)).isEmpty();
        assertThat(tickets.take(second)).isPresent();
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
