package starforge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.servers.Ports;
import starforge.servers.Rabbit;

/** Broadcasts through a real RabbitMQ. */
class AmqpBroadcastsTest {
    private static Rabbit broker;

    @BeforeAll
    static void a_broker() {
        broker = Rabbit.started();
    }

    @AfterAll
    static void the_end() {
        broker.close();
    }

    private static AmqpBroadcasts connected() {
        AmqpBroadcasts broadcasts = new AmqpBroadcasts(broker.address());
        until(broadcasts::isUp);
        return broadcasts;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class InOneProcess extends BroadcastsContract {
        @Override
        Broadcasts open() {
            return connected();
        }
    }

    /** What one process sends the other one hears. */
    @Nested
    class BetweenTwo extends BroadcastsContract {
        @Override
        Broadcasts open() {
            AmqpBroadcasts here = connected();
            AmqpBroadcasts there = connected();
            return new Broadcasts() {
                @Override
                public void send(Event event) {
                    there.send(event);
                }

                @Override
                public Subscription listen(java.util.function.Consumer<Event> listener) {
                    return here.listen(listener);
                }

                @Override
                public long dropped() {
                    return here.dropped() + there.dropped();
                }

                @Override
                public void close() {
                    there.close();
                    here.close();
                }
            };
        }
    }

    @Test
    void a_message_that_is_no_event_harms_nobody() throws Exception {
        try (AmqpBroadcasts broadcasts = connected()) {
            Set<Long> heard = new ConcurrentSkipListSet<>();
            broadcasts.listen(event -> heard.add(event.seq()));
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(broker.address());
            try (Connection connection = factory.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.basicPublish(
                        "starforge.events", "public.1.x", null, "nonsense".getBytes(StandardCharsets.UTF_8));
                String good = Wire.write(BroadcastsContract.event(3));
                channel.basicPublish("starforge.events", "public.1.x", null, good.getBytes(StandardCharsets.UTF_8));
                until(() -> heard.contains(3L));
            }
            assertThat(broadcasts.isUp()).isTrue();
        }
    }

    @Test
    void events_flow_again_after_the_broker_was_killed_and_own_listeners_never_notice() {
        try (Rabbit mortal = Rabbit.stopped();
                AmqpBroadcasts here = new AmqpBroadcasts(mortal.address());
                AmqpBroadcasts there = new AmqpBroadcasts(mortal.address())) {
            Set<Long> own = new ConcurrentSkipListSet<>();
            Set<Long> heard = new ConcurrentSkipListSet<>();
            here.listen(event -> own.add(event.seq()));
            there.listen(event -> heard.add(event.seq()));
            here.send(BroadcastsContract.event(1));
            until(() -> own.contains(1L));

            mortal.start();
            until(() -> here.isUp() && there.isUp());
            here.send(BroadcastsContract.event(2));
            until(() -> heard.contains(2L));

            mortal.kill();
            LongStream.rangeClosed(3, 500).forEach(seq -> here.send(BroadcastsContract.event(seq)));
            until(() -> own.contains(500L));
            mortal.start();
            until(() -> here.isUp() && there.isUp());
            here.send(BroadcastsContract.event(501));
            until(() -> heard.contains(501L));
        }
    }

    @Test
    void closing_while_nobody_is_there_does_not_take_long() {
        AmqpBroadcasts broadcasts = new AmqpBroadcasts("amqp://127.0.0.1:" + Ports.free(1));
        broadcasts.send(BroadcastsContract.event(1));
        broadcasts.close();
        assertThat(broadcasts.isUp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", "http://h", "amqp:", "amqp://"})
    void what_is_no_address_is_refused(String text) {
        assertThat(AmqpBroadcasts.isAddress(text)).isFalse();
        assertThatThrownBy(() -> new AmqpBroadcasts(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
