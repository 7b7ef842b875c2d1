package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all {@link Tickets} keep. */
abstract class TicketsContract {
    static final Tickets.Grant GRANT = new Tickets.Grant("mira", "session-1", Set.of(Topic.repo(42), Topic.PUBLIC));

    final HandClock clock = new HandClock();
    private Tickets tickets;

    abstract Tickets open(Clock clock);

    @BeforeEach
    void start() {
        tickets = open(clock);
    }

    @Test
    void ticket_gives_back_what_it_was_made_for() {
        assertThat(tickets.take(tickets.issue(GRANT))).contains(GRANT);
    }

    @Test
    void ticket_of_nobody_works_too() {
        Tickets.Grant nobody = new Tickets.Grant("", "", Set.of(Topic.PUBLIC));
        assertThat(tickets.take(tickets.issue(nobody))).contains(nobody);
    }

    @Test
    void ticket_is_good_once() {
        String ticket = tickets.issue(GRANT);
        assertThat(tickets.take(ticket)).isPresent();
        assertThat(tickets.take(ticket)).isEmpty();
    }

    @Test
    void ticket_taken_by_many_at_once_is_given_to_one() {
        for (int round = 0; round < 50; round++) {
            String ticket = tickets.issue(GRANT);
            List<Optional<Tickets.Grant>> taken = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> tickets.take(ticket))
                    .toList();
            assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
        }
    }

    @Test
    void ticket_lives_for_twenty_seconds() {
        String young = tickets.issue(GRANT);
        clock.turn(Duration.ofSeconds(19));
        assertThat(tickets.take(young)).isPresent();
        String old = tickets.issue(GRANT);
        clock.turn(Duration.ofSeconds(20));
        assertThat(tickets.take(old)).isEmpty();
    }

    @Test
    void unknown_ticket_is_worth_nothing() {
        assertThat(tickets.take("wstoken00000000000000000000000000000000")).isEmpty();
        assertThat(tickets.take("")).isEmpty();
    }

    @Test
    void ticket_is_a_word_and_32_digits_and_never_the_same() {
        List<String> some = IntStream.range(0, 1000)
                .mapToObj(i -> tickets.issue(GRANT))
                .distinct()
                .toList();
        assertThat(some).hasSize(1000).allMatch(ticket -> ticket.matches("wstoken[0-9a-f]{32}"));
    }
}
