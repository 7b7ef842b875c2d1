package starforge.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.db.Json;

final class EventTable {

    /** Takes the next places; holds the counter until the transaction ends. Gives the first one. */
    long take(Handle handle, int count) {
        handle.createUpdate("update event_counter set seq = seq + :count where id = 1")
                .bind("count", count)
                .execute();
        return last(handle) - count + 1;
    }

    long last(Handle handle) {
        return handle.createQuery("select seq from event_counter where id = 1")
                .mapTo(Long.class)
                .one();
    }

    void insert(Handle handle, long seq, Draft draft, Instant at) {
        handle.createUpdate("""
                        insert into events (seq, at, kind, actor, actor_id, repo, repo_id, topics, body, news)
                        values (:seq, :at, :kind, :actor,
                          (select coalesce(max(u.id), 0) from users u where u.name_key = :actorKey),
                          :repo, :repoId, :topics, :body, :news)""")
                .bind("news", News.KINDS.contains(draft.kind()))
                .bind("actorKey", draft.actor().toLowerCase(Locale.ROOT))
                .bind("seq", seq)
                .bind("at", at)
                .bind("kind", draft.kind())
                .bind("actor", draft.actor())
                .bind("repo", draft.repo())
                .bind("repoId", draft.repoId())
                .bind(
                        "topics",
                        draft.topics().stream().map(Topic::name).sorted().collect(Collectors.joining(" ")))
                .bind("body", Json.write(draft.data()))
                .execute();
    }

    List<Event> after(Handle handle, long seq, int limit) {
        return handle.createQuery("select * from events where seq > :seq order by seq limit :limit")
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> ForkNameTable.shownIn(handle, all)));
    }

    /** The places behind one and up to another of what was done by people who are blocked or gone, or tells who follows such. */
    Set<Long> ofAbsent(Handle handle, long after, long until) {
        Set<Long> places = byAbsent(handle, after, until);
        Map<Long, String> followed = followed(handle, after, until);
        Set<String> present = present(handle, Set.copyOf(followed.values()));
        followed.forEach((place, user) -> {
            if (!present.contains(user)) {
                places.add(place);
            }
        });
        return places;
    }

    private static Set<Long> byAbsent(Handle handle, long after, long until) {
        return new HashSet<>(handle.createQuery("""
                        select e.seq from events e left join users u on u.id = e.actor_id
                        where e.seq > :after and e.seq \\<= :until and e.actor \\<> '' and (u.id is null or u.blocked = true)""")
                .bind("after", after)
                .bind("until", until)
                .mapTo(Long.class)
                .list());
    }

    /** Of each event of a follow whom it is about, as accounts are found by name. */
    private Map<Long, String> followed(Handle handle, long after, long until) {
        Map<Long, String> followed = new HashMap<>();
        handle.createQuery("""
                        select seq, body from events
                        where seq > :after and seq \\<= :until and kind in ('followed', 'unfollowed')""")
                .bind("after", after)
                .bind("until", until)
                .map((row, context) -> Map.entry(row.getLong("seq"), Json.object(row.getString("body"))))
                .forEach(event -> followed.put(
                        event.getKey(),
                        String.valueOf(event.getValue().get("user")).toLowerCase(Locale.ROOT)));
        return followed;
    }

    private static Set<String> present(Handle handle, Set<String> names) {
        return names.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        handle.createQuery("select name_key from users where name_key in (<names>) and blocked = false")
                                .bindList("names", List.copyOf(names))
                                .mapTo(String.class)
                                .list());
    }

    List<Event> at(Handle handle, List<Long> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("select * from events where seq in (<places>) order by seq desc")
                .bindList("places", places)
                .map((row, context) -> event(row))
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> ForkNameTable.shownIn(handle, all)));
    }

    // H2 keeps the order of outer joins, and so reads the log from its end; else it may begin with the repositories,
    // and read
    // all that ever happened to them.
    List<Event> latestPublic(Handle handle, int limit) {
        return handle.createQuery("""
                        select e.* from events e left join repos r on r.id = e.repo_id left join users u on u.id = e.actor_id
                        where r.hidden = false and (e.actor = '' or u.blocked = false)
                        order by e.seq desc limit :limit""")
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> ForkNameTable.shownIn(handle, all)));
    }

    List<Event> latest(Handle handle, Scope scope, Set<String> kinds, int limit) {
        return handle.createQuery("""
                        select e.* from events e left join repos r on r.id = e.repo_id left join users u on u.id = e.actor_id
                        where ((:open = true and r.hidden = false) or r.id in (<repos>)) and e.kind in (<kinds>)
                          and (e.actor = '' or u.blocked = false)
                        order by e.seq desc limit :limit""")
                .bind("open", scope.everythingPublic())
                .bindList("repos", scope.numbers())
                .bindList("kinds", List.copyOf(kinds))
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> ForkNameTable.shownIn(handle, all)));
    }

    Optional<Long> firstSince(Handle handle, Instant moment) {
        return handle.createQuery("select seq from events where at >= :moment order by at, seq limit 1")
                .bind("moment", moment)
                .mapTo(Long.class)
                .findOne();
    }

    private Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("seq"),
                Arrays.stream(row.getString("topics").split(" "))
                        .map(Topic::new)
                        .collect(Collectors.toSet()),
                row.getString("kind"),
                row.getString("actor"),
                row.getString("repo"),
                row.getLong("repo_id"),
                row.getTimestamp("at").toInstant(),
                Json.object(row.getString("body")));
    }
}
