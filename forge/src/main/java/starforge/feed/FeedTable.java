package starforge.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads the log by its indexes. */
final class FeedTable {
    private static final String MARKS = "select e.seq, e.kind, e.actor_id, e.actor, e.repo_id from events e ";

    /**
     * The newest places of each track before a place, newest first; tracks without one are left out. An index read for each
     * track, and one for each place.
     *
     * @param most so many of each at most
     */
    Map<Long, List<Long>> newest(Handle handle, Track.Way way, List<Long> ids, long before, int most) {
        String each = IntStream.range(0, most).mapToObj(FeedTable::newest).collect(Collectors.joining(", "));
        Query query = handle.createQuery("select t.id, " + each + " from <owners> t where t.id in (<ids>)")
                .define("owners", way.side().owners())
                .bindList("ids", ids);
        Map<Long, List<Long>> newest = new HashMap<>();
        along(query, way, before)
                .map((row, context) -> Map.entry(row.getLong("id"), places(row, most)))
                .forEach(found -> newest.put(found.getKey(), found.getValue()));
        newest.values().removeIf(List::isEmpty);
        return newest;
    }

    private static String newest(int passed) {
        return """
                (select e.seq from events e where e.<column> = t.id and <condition> and e.seq \\< :before
                order by <order> limit 1 offset %d)""".formatted(passed);
    }

    private static List<Long> places(ResultSet row, int most) throws SQLException {
        List<Long> places = new ArrayList<>();
        for (int column = 2; column < most + 2; column++) {
            long place = row.getLong(column);
            if (place > 0) {
                places.add(place);
            }
        }
        return places;
    }

    /** The newest places of a track before a place. */
    List<Long> newest(Handle handle, Track track, long before, int most) {
        Query query = handle.createQuery("""
                        select e.seq from events e where e.<column> = :id and <condition> and e.seq \\< :before
                        order by <order> limit :limit""").bind("id", track.id()).bind("limit", most);
        return along(query, track.way(), before).mapTo(Long.class).list();
    }

    private static Query along(Query query, Track.Way way, long before) {
        query.define("column", way.side().column())
                .define("condition", way.condition())
                .define("order", way.order())
                .bind("before", before);
        return way.kind().isEmpty() ? query : query.bind("kind", way.kind());
    }

    /** The newest marks of the whole log before a place. */
    List<Mark> all(Handle handle, long before, int limit) {
        return handle.createQuery(MARKS + """
                        where e.news = true and e.seq \\< :before order by e.news, e.seq desc limit :limit""")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> mark(row))
                .list();
    }

    /** The marks at some places. */
    List<Mark> at(Handle handle, List<Long> places) {
        return handle.createQuery(MARKS + "where e.seq in (<places>) order by e.seq desc")
                .bindList("places", places)
                .map((row, context) -> mark(row))
                .list();
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                row.getLong("seq"),
                row.getString("kind"),
                row.getLong("actor_id"),
                row.getString("actor").isEmpty(),
                row.getLong("repo_id"));
    }

    /** Those of some accounts that are there and may enter. */
    Set<Long> present(Handle handle, Set<Long> users) {
        return users.isEmpty()
                ? Set.of()
                : new HashSet<>(handle.createQuery("select id from users where id in (<ids>) and blocked = false")
                        .bindList("ids", List.copyOf(users))
                        .mapTo(Long.class)
                        .list());
    }

    /** Those of some stars, each an account and a repository, that are given now, as such pairs. One index read for each. */
    Set<List<Long>> stars(Handle handle, Set<List<Long>> pairs) {
        if (pairs.isEmpty()) {
            return Set.of();
        }
        String each = "(cast(? as bigint), cast(? as bigint))";
        Query query =
                handle.createQuery("""
                        select p.user_id, p.repo_id from (values <pairs>) as p (user_id, repo_id)
                        join stars s on s.repo_id = p.repo_id and s.user_id = p.user_id""").define("pairs", String.join(", ", Collections.nCopies(pairs.size(), each)));
        int place = 0;
        for (List<Long> pair : pairs) {
            query.bind(place++, pair.get(0)).bind(place++, pair.get(1));
        }
        return new HashSet<>(query.map((row, context) -> List.of(row.getLong("user_id"), row.getLong("repo_id")))
                .list());
    }

    /** The follows that hold now of some people and some names, as pairs of the follower's number and the name. */
    Set<List<Object>> follows(Handle handle, Set<Long> followers, Set<String> names) {
        return followers.isEmpty() || names.isEmpty()
                ? Set.of()
                : new HashSet<>(handle.createQuery("""
                                select f.follower_id, u.name from follows f join users u on u.id = f.followed_id
                                where f.follower_id in (<followers>) and u.name in (<names>) and u.blocked = false""")
                        .bindList("followers", List.copyOf(followers))
                        .bindList("names", List.copyOf(names))
                        .map((row, context) -> List.<Object>of(row.getLong("follower_id"), row.getString("name")))
                        .list());
    }
}
