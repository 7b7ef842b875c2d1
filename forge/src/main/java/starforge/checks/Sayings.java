package starforge.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import starforge.checks.checkers.Language;
import starforge.db.Database;

/** What was said and is not stored yet. It is stored some at a time, as each time all kept pages have to be made anew. */
final class Sayings {
    private static final int MOST = 50;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Database database;
    private final CheckTable table;
    private final List<Saying> waiting = new ArrayList<>();
    private long stored = System.nanoTime();

    private record Saying(String blob, Language language, Said said) {}

    Sayings(Database database, CheckTable table) {
        this.database = database;
        this.table = table;
    }

    synchronized void add(String blob, Language language, List<Said> all) {
        all.forEach(said -> waiting.add(new Saying(blob, language, said)));
        if (waiting.size() >= MOST || System.nanoTime() - stored > LONGEST.toNanos()) {
            store();
        }
    }

    synchronized void store() {
        if (!waiting.isEmpty()) {
            database.change(transaction ->
                    waiting.forEach(it -> table.put(transaction.handle(), it.blob(), it.language(), it.said())));
            waiting.clear();
        }
        stored = System.nanoTime();
    }
}
