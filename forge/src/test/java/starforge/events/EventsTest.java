package starforge.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.Together;
import starforge.bus.Event;
import starforge.bus.MemoryBroadcasts;
import starforge.bus.Topic;

@ParameterizedClass
@EnumSource(Store.class)
class EventsTest {
    @Parameter
    Store store;

    private static final int WRITERS = 8;
    private static final int CHANGES = 60;

    @TempDir
    Path folder;

    private BareForge forge;

    @BeforeEach
    void open() {
        forge = store.onDisk(folder);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private static Draft draft(String actor, int number) {
        return new Draft(Set.of(Topic.PUBLIC), "noted", actor, "", 0, Map.of("n", number));
    }

    private long note(String actor, int number) {
        return forge.database
                .write(transaction -> forge.events.record(transaction, draft(actor, number)))
                .seq();
    }

    private List<Long> places() {
        return forge.events.after(0, 10_000).stream().map(Event::seq).toList();
    }

    private List<Long> all() {
        return LongStream.rangeClosed(1, forge.events.last()).boxed().toList();
    }

    @Test
    void an_event_comes_back_as_it_was_told() {
        Map<String, Object> data = Map.of("count", 42, "name", "Zoë \"q\" \n\u2028", "list", List.of(1, "two", true));
        Draft draft = new Draft(Set.of(Topic.PUBLIC, Topic.repo(7)), "starred", "mira", "mira/lantern", 7, data);

        forge.database.change(transaction -> forge.events.record(transaction, draft));

        Event event = forge.events.after(0, 1).get(0);
        assertThat(event)
                .isEqualTo(new Event(
                        1, draft.topics(), "starred", "mira", "mira/lantern", 7, forge.clock.instant(), data));
    }

    @Test
    void an_event_gets_its_place_when_its_change_is_stored() {
        Recorded recorded = forge.database.write(transaction -> {
            Recorded open = forge.events.record(transaction, draft("mira", 1));
            assertThat(open.seq()).isZero();
            assertThat(forge.events.after(0, 10)).isEmpty();
            return open;
        });

        assertThat(recorded.seq()).isEqualTo(1);
        assertThat(forge.events.last()).isEqualTo(1);
    }

    @Test
    void a_change_that_fails_leaves_no_event_and_no_gap() {
        AtomicInteger woken = new AtomicInteger();
        forge.events.onCommit(woken::incrementAndGet);
        note("mira", 1);

        assertThatThrownBy(() -> forge.database.change(transaction -> {
                    forge.events.record(transaction, draft("mira", 2));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(note("mira", 3)).isEqualTo(2);
        assertThat(places()).isEqualTo(all());
        assertThat(woken).hasValue(2);
    }

    @Test
    void events_of_one_change_stand_together_in_their_order() {
        forge.database.change(transaction -> {
            for (int number = 0; number < 5; number++) {
                forge.events.record(transaction, draft("mira", number));
            }
        });

        assertThat(forge.events.after(0, 10))
                .extracting(event -> event.data().get("n"))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(forge.events.after(3, 10)).extracting(Event::seq).containsExactly(4L, 5L);
        assertThat(forge.events.after(0, 2)).extracting(Event::seq).containsExactly(1L, 2L);
    }

    @Test
    void the_log_goes_on_where_it_was_after_a_new_start() {
        note("mira", 1);
        forge.close();
        forge = store.onDisk(folder);

        assertThat(forge.events.last()).isEqualTo(1);
        assertThat(note("mira", 2)).isEqualTo(2);
    }

    /**
     * The promise that everything live rests on: who reads "after N" again and again, while eight write and some of what
     * they write fails, sees every event once, in order and without a gap, and the change that it tells of is there.
     */
    @Test
    void a_reader_misses_nothing_while_many_write() {
        List<Callable<Boolean>> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "writer" + writer;
            threads.add(() -> write(name));
        }
        List<Event> seen = new ArrayList<>();
        int expected = WRITERS * CHANGES * 2;
        threads.add(() -> {
            Together.until("all events are read", () -> readOn(seen) == expected);
            return true;
        });

        Together.all(threads);

        assertThat(seen.stream().map(Event::seq))
                .isEqualTo(LongStream.rangeClosed(1, expected).boxed().toList());
        assertThatEachWriterIsInOrder(seen);
    }

    /** Each change is a row and two events; every fourth is undone after its events were recorded. */
    private boolean write(String name) {
        for (int number = 0; number < CHANGES; number++) {
            int n = number;
            if (n % 4 == 0) {
                assertThatThrownBy(() -> change(name, n, true)).hasMessage("undone");
            }
            change(name, n, false);
        }
        return true;
    }

    private void change(String name, int number, boolean fails) {
        forge.database.change(transaction -> {
            forge.events.record(transaction, draft(name, number * 2));
            transaction
                    .handle()
                    .execute("insert into settings (name, content) values (?, ?)", name + " " + number, "stored");
            forge.events.record(transaction, draft(name, number * 2 + 1));
            if (fails) {
                transaction.lastly(() -> {
                    throw new IllegalStateException("undone");
                });
            }
        });
    }

    private int readOn(List<Event> seen) {
        long at = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).seq();
        assertThat(forge.events.after(forge.events.last() - 1, 1))
                .as("the newest that is spoken of")
                .isNotNull();
        for (Event event : forge.events.after(at, 100)) {
            assertThat(event.seq()).isEqualTo(++at);
            assertThat(isStored(event)).as("the change of event %s", event).isTrue();
            seen.add(event);
        }
        return seen.size();
    }

    private boolean isStored(Event event) {
        int number = ((Number) event.data().getOrDefault("n", -1)).intValue() / 2;
        return forge.database.read(handle -> handle.createQuery("select count(*) from settings where name = :name")
                        .bind("name", event.actor() + " " + number)
                        .mapTo(Integer.class)
                        .one())
                == 1;
    }

    private static void assertThatEachWriterIsInOrder(List<Event> seen) {
        Map<String, Integer> next = new HashMap<>();
        for (Event event : seen) {
            assertThat(event.data()).containsEntry("n", next.getOrDefault(event.actor(), 0));
            next.merge(event.actor(), 1, Integer::sum);
        }
    }

    @Test
    void the_relay_tells_each_event_once_and_in_order() {
        List<Long> told = new CopyOnWriteArrayList<>();
        note("before", 0);
        try (MemoryBroadcasts broadcasts = new MemoryBroadcasts();
                Relay relay = new Relay(forge.events, broadcasts)) {
            broadcasts.listen(event -> told.add(event.seq()));
            relay.start();
            List<Callable<Long>> threads = new ArrayList<>();
            for (int thread = 0; thread < 10; thread++) {
                threads.add(() -> note("mira", 1));
            }
            Together.all(threads);

            Together.until("all are told", () -> told.size() >= 10);
        }
        assertThat(told).isEqualTo(LongStream.rangeClosed(2, 11).boxed().toList());
    }
}
