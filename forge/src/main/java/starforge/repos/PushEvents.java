package starforge.repos;

import java.util.HashMap;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.git.Push;
import starforge.git.PushListener;

/** Writes each push into the log: one event for each branch and tag that moved. */
public final class PushEvents implements PushListener {
    private final Repos repos;
    private final Events events;
    private final Database database;
    private final Beside beside;

    /** What else a push changes. */
    public interface Beside {
        /** Stores it with the push's events, or neither. */
        void pushed(Transaction transaction, Push push, Repo repo);
    }

    public PushEvents(Repos repos, Events events, Database database, Beside beside) {
        this.beside = beside;
        this.repos = repos;
        this.events = events;
        this.database = database;
    }

    @Override
    public void pushed(Push push) {
        Repo repo = repos.find(push.repoId()).orElseThrow();
        Gate.Entry entry = repo.entry(Level.READ);
        database.change(transaction -> {
            repos.pushed(transaction, repo.id());
            push.changes()
                    .forEach(change -> events.record(transaction, Draft.of("pushed", push.who(), entry, data(change))));
            beside.pushed(transaction, push, repo);
        });
    }

    private static Map<String, Object> data(Push.Change change) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "ref", change.ref(),
                "name", change.shortName(),
                "old", change.oldId(),
                "new", change.newId(),
                "change", change.kind().name().toLowerCase(java.util.Locale.ROOT),
                "commits", change.commits(),
                "heads", change.heads().stream().map(PushEvents::head).toList()));
        if (!change.mentions().isEmpty()) {
            data.put("mentions", change.mentions());
        }
        return data;
    }

    private static Map<String, String> head(Push.Head head) {
        return Map.of("id", head.id(), "subject", head.subject(), "author", head.author());
    }
}
