package starforge.bench;

import java.util.List;
import starforge.db.Database;

/**
 * Makes up a past: people and repositories of whom a few do most, nine tenths of the log without the people of its beginning,
 * a tenth of the repositories private. The same each time.
 */
final class Filling {
    private static final int PEOPLE = 5_000;
    /** So many are still there after the first tenth. */
    private static final int STILL = 4_500;

    private static final int REPOS = 2_000;
    private static final long BATCH = 200_000;
    private static final List<String> INDEXES = List.of(
            "events_news on events (news, seq desc)",
            "events_actor_news on events (actor_id, news, seq desc)",
            "events_actor_kind on events (actor_id, kind, seq desc)",
            "events_repo_news on events (repo_id, news, seq desc)",
            "events_repo_kind on events (repo_id, kind, seq desc)");

    private final Database database;
    private final boolean isServer;

    Filling(Database database, boolean isServer) {
        this.database = database;
        this.isServer = isServer;
    }

    /** Fills an almost empty forge; then {@code reader<n>} follows n people and watches ten repositories. */
    void fill(long events, List<Integer> readers) {
        long first = number("select max(seq) + 1 from events");
        long people = number("select max(id) from users");
        long repos = number("select max(id) from repos");
        INDEXES.forEach(index -> run("drop index " + index.substring(0, index.indexOf(' '))));
        addPeople(people);
        addRepos(people, repos);
        for (long from = first; from < first + events; from += BATCH) {
            addEvents(from, Math.min(from + BATCH, first + events) - 1, first + events / 10, people, repos);
        }
        run("update event_counter set seq = " + (first + events - 1));
        INDEXES.forEach(index -> run("create index " + index));
        addWhatHolds();
        readers.forEach(count -> addReader(count, people));
        run(isServer ? "analyze" : "analyze sample_size 10000");
    }

    private void addPeople(long people) {
        run("insert into users (name, name_key, email, email_key, password, admin, created_at)"
                + " select 'u' || x, 'u' || x, 'u' || x || '@example.org', 'u' || x || '@example.org', 'none', false,"
                + " current_timestamp from " + range(1, PEOPLE));
        long next = number("select min(id) from users where name = 'u1'");
        if (next != people + 1) {
            throw new IllegalStateException("The accounts begin at " + next);
        }
    }

    private void addRepos(long people, long repos) {
        run("insert into repos (id, full_name, name_key, owner_id, description, private, stars, forks, created_at,"
                + " pushed_at) select " + repos + " + x, 'u' || mod(x, 4000) + 1 || '/r' || x,"
                + " 'u' || mod(x, 4000) + 1 || '/r' || x, " + people + " + mod(x, 4000) + 1, '', mod(x, 10) = 0, 0, 0,"
                + " current_timestamp, current_timestamp from " + range(1, REPOS));
    }

    /** Who and where are squares of an even distribution: a few do most. */
    private void addEvents(long from, long to, long old, long people, long repos) {
        String who = "cast(floor(power(mod(x * 2654435761, 1000003) / 1000003.0, 2) * case when x < " + old + " then "
                + PEOPLE + " else " + STILL + " end) as bigint) + 1";
        String where = "cast(floor(power(mod(x * 40503001, 999983) / 999983.0, 2) * " + REPOS + ") as bigint)";
        run("insert into events (seq, at, kind, actor, actor_id, repo, repo_id, topics, body, news)"
                + " select e.x, timestamp with time zone '2024-01-01 00:00:00+00' + e.x * interval '6' second, e.kind,"
                + " 'u' || e.who, " + people
                + " + e.who, case when e.kind = 'followed' then '' else 'r' || e.place end,"
                + " case when e.kind = 'followed' then 0 else " + repos + " + e.place end,"
                + " 'public repo:' || (" + repos + " + e.place) || ' user:u' || e.who,"
                + " case e.kind when 'pushed' then '{\"name\":\"main\",\"change\":\"updated\",\"commits\":1,\"heads\":"
                + "[{\"id\":\"0123456789012345678901234567890123456789\",\"subject\":\"Something was done\","
                + "\"author\":\"u\"}]}' when 'followed' then '{\"user\":\"u' || (mod(e.x * 7919, " + STILL
                + ") + 1) || '\",\"followers\":1}' else '{\"count\":1}' end,"
                + " e.kind not in ('checked', 'unstarred') from (select x, " + who + " as who, " + where + " as place,"
                + " case when mod(x, 20) < 10 then 'pushed' when mod(x, 20) < 13 then 'starred'"
                + " when mod(x, 20) < 14 then 'forked' when mod(x, 20) < 15 then 'released'"
                + " when mod(x, 20) < 16 then 'followed' when mod(x, 20) < 17 then 'unstarred' else 'checked' end as kind"
                + " from " + range(from, to) + ") e");
    }

    /** The stars and follows of which the log tells. */
    private void addWhatHolds() {
        run("insert into stars (repo_id, user_id, starred_at) select repo_id, actor_id, max(at) from events"
                + " where kind = 'starred' group by repo_id, actor_id");
        run(
                "insert into follows (follower_id, followed_id, followed_at) select e.actor_id, u.id, max(e.at) from events e"
                        + " join users u on u.name_key = 'u' || (mod(e.seq * 7919, " + STILL + ") + 1)"
                        + " where e.kind = 'followed' group by e.actor_id, u.id");
    }

    private void addReader(int count, long people) {
        String reader = "(select id from users where name = 'reader" + count + "')";
        run("insert into follows (follower_id, followed_id, followed_at) select " + reader + ", " + people
                + " + 1 + mod(x * 97, " + PEOPLE + "), current_timestamp from " + range(1, count));
        run("insert into watches (repo_id, user_id, level, watched_at) select id, " + reader
                + ", 'all', current_timestamp from repos where mod(id, 200) = 3");
    }

    private String range(long from, long to) {
        return isServer
                ? "generate_series(" + from + "::bigint, " + to + ") as g(x)"
                : "system_range(" + from + ", " + to + ") as g(x)";
    }

    private void run(String sql) {
        database.change(transaction -> transaction.handle().execute(sql));
    }

    private long number(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
