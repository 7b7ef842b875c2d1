package starforge.bus;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A Redis server, or Valkey: what processes remember together for a short while. Nobody waits long for it: an answer that
 * does not come in half a second is none, and then it is not asked again for {@link #REST}. It comes back by itself.
 */
public final class RedisServer implements AutoCloseable {
    /** For so long one that was away is taken to be away still. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final int TIMEOUT_MILLIS = 500;
    private static final int CONNECTIONS = 32;
    private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);

    private final RedisClient client;
    private volatile boolean isUp = true;
    private volatile long restUntil = System.nanoTime();

    /**
     * Prepares to ask a server; none needs to be there yet.
     *
     * @param address {@code redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE]}, with TLS {@code rediss://...}
     * @throws IllegalArgumentException when it is not of this form
     */
    public RedisServer(String address) {
        URI uri = uri(address).orElseThrow(() -> new IllegalArgumentException("This is no address of a Redis server"));
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
        pool.setJmxEnabled(false);
        this.client = RedisClient.builder()
                .clientConfig(settings(uri))
                .hostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort())
                .poolConfig(pool)
                .build();
    }

    private static JedisClientConfig settings(URI uri) {
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .database(JedisURIHelper.getDBIndex(uri))
                .timeoutMillis(TIMEOUT_MILLIS)
                .resp2();
        return uri.getScheme().equals("rediss")
                ? settings.sslOptions(SslOptions.defaults()).build()
                : settings.build();
    }

    /** Whether a text has the form of an address. */
    public static boolean isAddress(String text) {
        return uri(text).isPresent();
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean isOne = ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPath().matches("|/|/[0-9]{1,4}");
            return isOne ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks something.
     *
     * @throws Away when there is no answer; whether it was done is not known then
     */
    <T> T ask(Function<RedisClient, T> question) {
        if (!isUp && System.nanoTime() - restUntil < 0) {
            throw new Away(null);
        }
        try {
            T answer = question.apply(client);
            if (!isUp) {
                isUp = true;
                LOG.info("Redis is back");
            }
            return answer;
        } catch (JedisException e) {
            rest(e);
            throw new Away(e);
        }
    }

    private void rest(JedisException e) {
        restUntil = System.nanoTime() + REST.toNanos();
        if (isUp) {
            isUp = false;
            LOG.warn("Redis is away, nobody can begin to watch: {}", e.toString());
        }
    }

    /** Whether it answers now. */
    public boolean answers() {
        try {
            return ask(RedisClient::ping).equals("PONG");
        } catch (Away e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
