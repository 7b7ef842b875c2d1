package starforge.bus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.params.SetParams;

/**
 * Tickets that every process knows, in Redis: {@code SET starforge:ticket:<SHA-256 of the ticket> <grant> EX 20}, taken by
 * {@code GETDEL}, so that of many who come with one ticket one gets in. Who can read Redis learns no ticket from it. The
 * grant also says when it ends, for a server whose own clock was turned or whose data was brought back.
 */
public final class RedisTickets implements Tickets {
    private static final String WORD = "wstoken";

    private final SecureRandom random = new SecureRandom();
    private final RedisServer redis;
    private final Clock clock;

    public RedisTickets(RedisServer redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** While Redis is away, this gives a ticket that opens nothing: a page is no worse for it, and asks for another. */
    @Override
    public String issue(Grant grant) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        String ticket = WORD + HexFormat.of().formatHex(bits);
        long until = clock.millis() + LIFETIME.toMillis();
        try {
            redis.ask(client -> client.set(
                    key(ticket), written(grant, until), SetParams.setParams().ex(LIFETIME.toSeconds())));
        } catch (Away e) {
            return ticket;
        }
        return ticket;
    }

    /** While Redis is away, this throws {@link Away}: nobody can say what the ticket is worth. */
    @Override
    public Optional<Grant> take(String ticket) {
        if (!ticket.matches(WORD + "[0-9a-f]{32}")) {
            return Optional.empty();
        }
        return Optional.ofNullable(redis.ask(client -> client.getDel(key(ticket))))
                .map(text -> text.split("\n", -1))
                .filter(lines -> lines.length == 4 && clock.millis() < Long.parseLong(lines[0]))
                .map(RedisTickets::read);
    }

    /** Four lines: end in milliseconds since 1970, user, session, topics with spaces between. None has a line break in it. */
    private static String written(Grant grant, long until) {
        String topics = grant.topics().stream().map(Topic::name).collect(Collectors.joining(" "));
        return until + "\n" + grant.user() + "\n" + grant.session() + "\n" + topics;
    }

    private static Grant read(String[] lines) {
        return new Grant(
                lines[1],
                lines[2],
                Arrays.stream(lines[3].split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(Topic::new)
                        .collect(Collectors.toSet()));
    }

    private static String key(String ticket) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.US_ASCII));
            return "starforge:ticket:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
