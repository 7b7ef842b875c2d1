package starforge.db;

import com.zaxxer.hikari.HikariConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * Where a database is, and how it is reached.
 *
 * @param url for JDBC
 * @param user "" when the address says it
 * @param isShared whether other processes may use it at the same time
 */
record Address(String url, String user, String password, Dialect dialect, boolean isShared) {
    /** The longest that a change waits for a row that another process holds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String H2_SETTINGS = ";QUERY_CACHE_SIZE=128;LOCK_TIMEOUT=" + PATIENCE.toMillis();

    /**
     * The H2 database of a data folder. A commit is on its way to the disk before it is acknowledged (WRITE_DELAY=0; H2
     * would wait half a second), so that killing the process loses nothing. Its file is one that an interrupted thread leaves
     * open (async): H2's usual one is closed under everybody when a job is cancelled in the midst of a change.
     *
     * @throws Refusal INVALID when the folder's path holds a semicolon
     */
    static Address inFolder(Path folder) {
        String path = folder.resolve("starforge").toAbsolutePath().toString();
        if (path.contains(";")) {
            // What follows would be settings of H2, INIT with any SQL among them.
            throw new Refusal(Reason.INVALID, "db.folder", folder);
        }
        return embedded("jdbc:h2:async:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    static Address inMemory(String name) {
        return embedded("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    }

    private static Address embedded(String url) {
        return new Address(url + H2_SETTINGS, "starforge", "", Dialect.H2, false);
    }

    /**
     * The address of a database server, as an administrator writes it: {@code postgresql://USER:PASSWORD@HOST:PORT/NAME}, or
     * H2's own {@code jdbc:h2:tcp://HOST:PORT/NAME;USER=..;PASSWORD=..}.
     *
     * @return empty when the text is neither
     */
    static Optional<Address> of(String text) {
        if (text.startsWith("jdbc:h2:tcp://") || text.startsWith("jdbc:h2:ssl://")) {
            return Optional.of(new Address(text + ";WRITE_DELAY=0" + H2_SETTINGS, "", "", Dialect.H2, true));
        }
        try {
            URI uri = new URI(text);
            boolean isWhole = "postgresql".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPath().length() > 1;
            return isWhole ? Optional.of(postgresql(uri)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Dead servers are noticed in seconds; a lock is not waited for longer than H2 does. */
    private static Address postgresql(URI uri) {
        String[] who =
                Optional.ofNullable(uri.getRawUserInfo()).orElse("starforge").split(":", 2);
        String place = uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery();
        String url = "jdbc:postgresql://" + place + "?ApplicationName=starforge&connectTimeout=3&socketTimeout=30"
                + "&tcpKeepAlive=true&options=-c%20lock_timeout=" + PATIENCE.toMillis() + query;
        return new Address(url, plain(who[0]), who.length > 1 ? plain(who[1]) : "", Dialect.POSTGRESQL, true);
    }

    private static String plain(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Settings for a pool of connections. A server that is away is said to be so after three seconds. */
    HikariConfig pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(isShared ? 3_000 : 10_000);
        config.setValidationTimeout(isShared ? 2_000 : 5_000);
        config.setPoolName("database");
        return config;
    }
}
