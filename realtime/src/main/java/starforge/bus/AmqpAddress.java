package starforge.bus;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;

/** Where a RabbitMQ broker is, and how it is spoken to. */
final class AmqpAddress {
    private static final int TIMEOUT_MILLIS = 5_000;
    /** Seconds; a broker that vanished without a word is noticed within twice as many. */
    private static final int HEARTBEAT = 10;

    private AmqpAddress() {}

    static boolean isOne(String text) {
        try {
            URI uri = new URI(text);
            return ("amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Makes connections to a broker. They do not come back by themselves: that was seen to fail silently, so {@link AmqpLink}
     * makes new ones.
     *
     * @param text {@code amqp://[USER:PASSWORD@]HOST[:PORT][/VHOST]}, with TLS {@code amqps://...}
     * @throws IllegalArgumentException when it is not of this form
     */
    static ConnectionFactory factory(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("This is no address of a RabbitMQ broker");
        }
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(text);
            if (text.startsWith("amqps:")) {
                factory.useSslProtocol(javax.net.ssl.SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no address of a RabbitMQ broker", e);
        }
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT);
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setHandshakeTimeout(TIMEOUT_MILLIS);
        factory.setChannelRpcTimeout(TIMEOUT_MILLIS);
        factory.setThreadFactory(run -> {
            Thread thread = new Thread(run, "amqp");
            thread.setDaemon(true);
            return thread;
        });
        return factory;
    }
}
