package starforge.screens;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.audit.Audit;
import starforge.boards.Board;
import starforge.boards.Boards;
import starforge.bus.Topic;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.web.Exchange;
import starforge.web.Secrets;

/**
 * Keeps the screens. A device holds a token, of which only the hash is stored; its browser never sees that, but a ticket good
 * once and then a cookie. Taking the screen away ends all three at once.
 */
public final class Screens {
    /** What every token of a screen begins with. */
    public static final String PREFIX = "sfk_";

    static final String COOKIE = "starforge_screen";

    private static final String SESSION = "screen:";
    private static final Duration TICKET = Duration.ofSeconds(60);
    /** A device starts its browser anew each night. */
    private static final Duration COOKIE_LASTS = Duration.ofDays(30);

    private static final Duration NOTED = Duration.ofSeconds(50);

    private final Database database;
    private final Events events;
    private final Boards boards;
    private final Secrets secrets;
    private final Clock clock;
    private final Audit audit;
    private final ScreenTable table;

    public Screens(Database database, Events events, Boards boards, Secrets secrets, Clock clock) {
        this.database = database;
        this.events = events;
        this.boards = boards;
        this.secrets = secrets;
        this.clock = clock;
        this.audit = new Audit(database, clock);
        this.table = new ScreenTable(boards::find);
    }

    public List<Screen> all() {
        return database.read(table::all);
    }

    public Optional<Screen> find(long id) {
        return database.read(handle -> table.find(handle, id));
    }

    /** Makes a screen within the change that approves it; it has no token yet. Gives its number. */
    public long approve(Transaction transaction, Identity who, String name, String model, List<Board> chosen) {
        String nobodys = Secrets.hash(secrets.fresh());
        long id = table.insert(transaction.handle(), checked(name), model, nobodys, who.name(), clock.instant());
        table.choose(transaction.handle(), id, chosen);
        audit.note(transaction, who.name(), "screen-paired", name.strip(), names(chosen));
        return id;
    }

    /** Makes the token of a screen, in the place of any before: {@value #PREFIX} and 43 characters, shown this once. */
    public String token(Transaction transaction, long id) {
        String token = PREFIX + secrets.fresh();
        table.token(transaction.handle(), id, Secrets.hash(token));
        return token;
    }

    /** The screen that holds a token. */
    public Optional<Screen> byToken(String token) {
        return token.startsWith(PREFIX)
                ? database.read(handle -> table.byToken(handle, Secrets.hash(token)))
                        .flatMap(this::find)
                : Optional.empty();
    }

    /** Notes that a screen is there. */
    void seen(Screen screen, String remote) {
        if (screen.seenAt()
                .filter(at -> at.isAfter(clock.instant().minus(NOTED)))
                .isEmpty()) {
            database.change(transaction -> {
                transaction.accounted();
                table.seen(transaction.handle(), screen.id(), remote, clock.instant());
            });
        }
    }

    /** Notes how a screen is. */
    void healthy(Screen screen, String remote, Health health) {
        database.change(transaction -> {
            transaction.accounted();
            table.seen(transaction.handle(), screen.id(), remote, clock.instant());
            table.health(transaction.handle(), screen.id(), health);
        });
    }

    /** Makes a ticket for the browser of a screen, good once within 60 seconds; the one before it is good no longer. */
    String launch(Screen screen) {
        return database.write(transaction -> key(transaction, screen.id(), true, TICKET));
    }

    private String key(Transaction transaction, long id, boolean ticket, Duration lasts) {
        transaction.accounted();
        String key = secrets.fresh();
        table.deleteKeys(transaction.handle(), id, ticket, clock.instant());
        table.insertKey(
                transaction.handle(),
                Secrets.hash(key),
                id,
                ticket,
                clock.instant().plus(lasts));
        return key;
    }

    /** Takes a ticket; gives the value of the cookie for it, which ends the one before. */
    Optional<String> enter(String ticket) {
        return database.write(
                transaction -> table.byKey(transaction.handle(), Secrets.hash(ticket), true, clock.instant())
                        .map(id -> {
                            table.deleteKeys(transaction.handle(), id, true, clock.instant());
                            return key(transaction, id, false, COOKIE_LASTS);
                        }));
    }

    /** The screen whose browser asks, when nobody is signed in there. */
    Optional<Screen> of(Exchange exchange) {
        String session = session(exchange);
        return session.isEmpty() ? Optional.empty() : bySession(session);
    }

    /** The key of a screen's browser for its live connection, "" when it is none. */
    public String session(Exchange exchange) {
        String cookie = exchange.cookies().get(COOKIE);
        return cookie.isEmpty() || exchange.session().isPresent() ? "" : SESSION + Secrets.hash(cookie);
    }

    /** Whether a key of a live connection is one of a screen. */
    public boolean isScreen(String session) {
        return session.startsWith(SESSION);
    }

    private Optional<Screen> bySession(String session) {
        String hash = session.substring(SESSION.length());
        return database.read(handle -> table.byKey(handle, hash, false, clock.instant()))
                .flatMap(this::find);
    }

    /** Whether a screen may watch a topic now: its boards and what is on them, and what is told to all. */
    public boolean mayWatch(String session, Topic topic) {
        Optional<Screen> screen = bySession(session);
        if (screen.isEmpty() || topic.isOf("user")) {
            return false;
        }
        return topic.equals(Topic.PUBLIC)
                || screen.get().boards().stream()
                        .anyMatch(board -> boards.topics(board).contains(topic.name()));
    }

    /** Changes name and boards; the screen goes to its first one at once. */
    public void change(Identity who, Screen screen, String name, List<Board> chosen) {
        database.change(transaction -> {
            table.rename(transaction.handle(), screen.id(), checked(name));
            table.choose(transaction.handle(), screen.id(), chosen);
            audit.note(transaction, who.name(), "screen-changed", name.strip(), names(chosen));
            tell(transaction, who, screen, Map.of("order", Order.RELOAD.word(), "to", DevicePages.HOME));
        });
    }

    /** Asks something of a screen. It is not kept for one that is away. */
    public void order(Identity who, Screen screen, Order order) {
        database.change(transaction -> {
            audit.note(transaction, who.name(), "screen-" + order.word(), screen.name(), "");
            tell(transaction, who, screen, Map.of("order", order.word()));
        });
    }

    private void tell(Transaction transaction, Identity who, Screen screen, Map<String, Object> order) {
        Map<String, Object> data = new HashMap<>(order);
        data.put("screen", screen.id());
        record(transaction, who, topics(screen), "screen", data);
    }

    /** Takes a screen away: its token, its browser and its live connection are good no longer. */
    public void revoke(Identity who, Screen screen) {
        database.change(transaction -> {
            if (!table.delete(transaction.handle(), screen.id())) {
                throw Refusal.notFound();
            }
            audit.note(transaction, who.name(), "screen-revoked", screen.name(), "");
            record(transaction, who, topics(screen), "acl", Map.of());
        });
    }

    private void record(
            Transaction transaction, Identity who, Set<Topic> topics, String kind, Map<String, Object> data) {
        if (!topics.isEmpty()) {
            events.record(transaction, new Draft(topics, kind, who.name(), "", 0, data));
        }
    }

    private static Set<Topic> topics(Screen screen) {
        return new HashSet<>(screen.boards().stream().map(Board::topic).toList());
    }

    private static String names(List<Board> chosen) {
        String all = chosen.stream().map(Board::name).collect(Collectors.joining(", "));
        return all.substring(0, Math.min(all.length(), 300));
    }

    private static String checked(String name) {
        String bare = name.strip();
        if (bare.isEmpty() || bare.length() > 100) {
            throw Refusal.invalid("name", "screens.name-length");
        }
        return bare;
    }
}
