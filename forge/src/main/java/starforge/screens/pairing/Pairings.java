package starforge.screens.pairing;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.boards.Board;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.screens.Screens;
import starforge.web.Secrets;

/** Lets devices become screens, when an administrator says so. Codes are stored as hashes. */
public final class Pairings {
    static final Duration LASTS = Duration.ofMinutes(10);
    static final int PAUSE = 5;

    /** A device is not punished for a clock or a network that is a little fast. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final int MOST = 500;
    private static final int MOST_EACH = 20;

    private final Database database;
    private final Screens screens;
    private final Secrets secrets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final PairingTable table = new PairingTable();

    public Pairings(Database database, Screens screens, Secrets secrets, Clock clock) {
        this.database = database;
        this.screens = screens;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What a device begins with.
     *
     * @param deviceCode its secret, 43 characters
     * @param userCode what it shows
     */
    record Begun(String deviceCode, UserCode userCode) {}

    /**
     * Begins a pairing.
     *
     * @throws Refusal TOO_MANY when too many wait already, in all or from one address
     */
    Begun begin(String model, String name, String remote) {
        Begun begun = new Begun(secrets.fresh(), UserCode.fresh(random));
        Instant now = clock.instant();
        Pairing pairing = new Pairing(
                0, model, name, remote, now, now.plus(LASTS), Optional.empty(), PAUSE, false, Optional.empty());
        database.change(transaction -> {
            transaction.accounted();
            table.deleteOld(transaction.handle(), now);
            boolean isFull =
                    table.count(transaction.handle()) >= MOST || table.count(transaction.handle(), remote) >= MOST_EACH;
            if (isFull) {
                throw Refusal.tooMany(LASTS, "screens.too-many");
            }
            table.insert(transaction.handle(), pairing, Secrets.hash(begun.deviceCode()), hash(begun.userCode()));
        });
        return begun;
    }

    /** 34 bits are soon tried, so a plain hash would hide nothing in a copy of the database. */
    private String hash(UserCode code) {
        return secrets.sign("pair:" + code.letters());
    }

    /** Answers a device that asks whether it is a screen now. The token is given once. */
    Answer ask(String deviceCode) {
        return database.write(transaction -> {
            transaction.accounted();
            return table.byDevice(transaction.handle(), Secrets.hash(deviceCode))
                    .map(pairing -> ask(transaction, pairing))
                    .orElse(new Answer.No("expired_token"));
        });
    }

    private Answer ask(Transaction transaction, Pairing pairing) {
        Instant now = clock.instant();
        Duration pause = Duration.ofSeconds(pairing.pause());
        if (pairing.polledAt()
                .filter(at -> now.isBefore(at.plus(pause).minus(GRACE)))
                .isPresent()) {
            table.polled(transaction.handle(), pairing.id(), now, pairing.pause() + PAUSE);
            return new Answer.No("slow_down");
        }
        if (pairing.isOpen(now)) {
            table.polled(transaction.handle(), pairing.id(), now, pairing.pause());
            return new Answer.No("authorization_pending");
        }
        table.delete(transaction.handle(), pairing.id());
        if (pairing.denied()) {
            return new Answer.No("access_denied");
        }
        return pairing.screenId()
                .<Answer>map(id -> new Answer.Yes(screens.token(transaction, id), boards(id)))
                .orElse(new Answer.No("expired_token"));
    }

    private List<String> boards(long screenId) {
        return screens.find(screenId)
                .map(screen -> screen.boards().stream().map(Board::name).toList())
                .orElse(List.of());
    }

    /** Finds the device that shows a code and still waits. */
    Optional<Pairing> find(UserCode code) {
        return database.read(handle -> table.byCode(handle, hash(code)))
                .filter(pairing -> pairing.isOpen(clock.instant()));
    }

    /** Makes a screen of the device. A refusal INVALID at {@code user_code} when it waits no longer. */
    void approve(Identity who, UserCode code, String name, List<Board> boards) {
        database.change(transaction -> {
            Pairing pairing = open(transaction, code);
            long screen = screens.approve(transaction, who, name, pairing.model(), boards);
            table.approve(transaction.handle(), pairing.id(), screen);
        });
    }

    /** Sends the device away. */
    void deny(UserCode code) {
        database.change(transaction ->
                table.deny(transaction.handle(), open(transaction, code).id()));
    }

    private Pairing open(Transaction transaction, UserCode code) {
        return table.byCode(transaction.handle(), hash(code))
                .filter(pairing -> pairing.isOpen(clock.instant()))
                .orElseThrow(() -> Refusal.invalid("user_code", "screens.no-code"));
    }
}
