package starforge.inbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import starforge.access.Identity;
import starforge.bus.Topic;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.repos.Repos;

/**
 * Writes down with each event whom it is for, in the same transaction: nothing is lost by a kill and nothing told twice. What
 * is shown and counted of it is decided when it is read, by the rights of that moment.
 */
public final class Inbox implements Events.Witness {
    /** So much is kept for one person; older notes go, and stay in the log. */
    private static final int KEPT = 500;
    /** So many are told at once that something is there for them; all others see it on their next page. */
    private static final int TOLD_AT_ONCE = 50;

    /** Which levels of watching tell of a kind. */
    private static final Map<String, List<String>> LEVELS = Map.of(
            "pushed", List.of("all", "pushes"),
            "released", List.of("all", "pushes", "releases"),
            "starred", List.of("all"),
            "forked", List.of("all"),
            "renamed", List.of("all"));

    private final Database database;
    private final Events events;
    private final Repos repos;
    private final NoteTable table = new NoteTable();

    public Inbox(Database database, Events events, Repos repos) {
        this.database = database;
        this.events = events;
        this.repos = repos;
    }

    @Override
    public List<Draft> stored(Transaction transaction, long seq, Draft draft) {
        Handle handle = transaction.handle();
        if (!LEVELS.containsKey(draft.kind()) && !draft.kind().equals("followed")) {
            return List.of();
        }
        Map<Long, Note> notes = notes(handle, seq, draft);
        if (notes.isEmpty()) {
            return List.of();
        }
        table.insert(handle, notes);
        notes.keySet().forEach(user -> table.prune(handle, user, KEPT));
        return notes.keySet().stream().limit(TOLD_AT_ONCE).map(Inbox::hint).toList();
    }

    private Map<Long, Note> notes(Handle handle, long seq, Draft draft) {
        long actor = table.number(handle, key(draft.actor()));
        Map<Long, Note> notes = new HashMap<>();
        Note note = new Note(seq, draft.kind(), actor, draft.repoId(), true);
        if (draft.kind().equals("followed")) {
            notes.put(table.number(handle, key(String.valueOf(draft.data().get("user")))), note);
        } else {
            List<String> levels = LEVELS.getOrDefault(draft.kind(), List.of());
            table.watchers(handle, draft.repoId(), levels, actor).forEach(user -> notes.put(user, note));
            Set<String> names = mentioned(draft);
            if (!names.isEmpty()) {
                Note mention = new Note(seq, "mentioned", actor, draft.repoId(), true);
                table.mentioned(handle, draft.repoId(), names, actor).forEach(user -> notes.put(user, mention));
            }
        }
        notes.keySet().removeIf(user -> user == 0 || isAgain(handle, user, note));
        return notes;
    }

    /** A star or a follow that is given, taken back and given again is told once. */
    private boolean isAgain(Handle handle, long user, Note note) {
        return (note.reason().equals("starred") || note.reason().equals("followed"))
                && table.isTold(handle, user, note);
    }

    private static Set<String> mentioned(Draft draft) {
        return draft.data().get("mentions") instanceof List<?> names
                ? names.stream().map(name -> key(String.valueOf(name))).collect(Collectors.toSet())
                : Set.of();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Says to one alone that something changed in their inbox; what, they see by their rights when they look. */
    private static Draft hint(long user) {
        return new Draft(Set.of(Topic.inbox(user)), "noted", "", "", 0, Map.of());
    }

    /** How much is unread of what somebody may see now. */
    public int unread(Identity who) {
        Map<Long, Integer> counts = database.read(handle -> table.unread(handle, who.userId()));
        Set<Long> seen = seen(who, counts.keySet());
        return counts.entrySet().stream()
                .filter(count -> seen.contains(count.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Those of some repositories that somebody sees, and 0 for what belongs to none. */
    private Set<Long> seen(Identity who, Set<Long> numbers) {
        Set<Long> owned = numbers.stream().filter(number -> number > 0).collect(Collectors.toSet());
        Set<Long> seen = new HashSet<>(repos.seen(who, owned).keySet());
        seen.add(0L);
        return seen;
    }

    List<Note> of(Identity who, boolean onlyUnread, long before, int limit) {
        return database.read(handle -> table.of(handle, who.userId(), onlyUnread, before, limit));
    }

    /**
     * Marks as read.
     *
     * @param seq place of an event in the log
     * @param alone what is at that place; else everything up to it
     */
    void read(Identity who, long seq, boolean alone) {
        database.change(transaction -> {
            table.read(transaction.handle(), who.userId(), seq, alone);
            events.record(transaction, hint(who.userId()));
        });
    }
}
