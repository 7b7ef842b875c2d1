package starforge;

import java.time.Clock;
import java.time.Duration;
import starforge.db.Database;
import starforge.events.Events;
import starforge.events.Relay;
import starforge.live.AskDesk;
import starforge.web.Secrets;
import starforge.web.Sessions;

/** The process {@code worker}: carries to the bus what no other process lived to tell, and puts away what is old. */
final class WorkerProcess implements Running {
    private final Database database;
    private final Bus bus;
    private final Relay relay;
    private final AskDesk asks;

    WorkerProcess(ForgeConfig config) {
        Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        this.database = Database.at(config.servers().db());
        this.bus = new Bus(config.servers(), clock);
        Events events = new Events(database, clock);
        this.relay = new Relay(events, bus.broadcasts);
        this.asks = new AskDesk(database, events, new Sessions(database, new Secrets(database), clock), clock);
    }

    @Override
    public void start() {
        relay.start();
        asks.keepTidy();
    }

    @Override
    public String ready() {
        return "Starforge's worker is ready.";
    }

    @Override
    public void close() {
        asks.close();
        relay.close();
        bus.close();
        database.close();
    }
}
