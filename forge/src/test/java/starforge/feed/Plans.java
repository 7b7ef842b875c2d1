package starforge.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import starforge.db.Database;

/** What the database makes of the statements that read the log. */
public final class Plans {
    private static final long NEWEST = Long.MAX_VALUE;

    private Plans() {}

    /** The plan of each statement, under what it finds. */
    public static Map<String, String> of(Database database, long userId, long repoId) {
        FeedTable table = new FeedTable();
        Track person = new Track(Side.ACTOR, userId, "");
        Track stars = new Track(Side.ACTOR, userId, "starred");
        Track repo = new Track(Side.REPO, repoId, "");
        return database.read(handle -> Map.of(
                "where each track begins",
                plan(handle, () -> table.newest(handle, person.way(), List.of(userId), NEWEST, 2)),
                "what somebody did",
                plan(handle, () -> table.newest(handle, person, NEWEST, 8)),
                "the stars somebody gave",
                plan(handle, () -> table.newest(handle, stars, NEWEST, 8)),
                "what happened in a repository",
                plan(handle, () -> table.newest(handle, repo, NEWEST, 8)),
                "what happened anywhere",
                plan(handle, () -> table.all(handle, NEWEST, 40))));
    }

    /** The plan of the statement that says which stars are given now. */
    static String ofStars(Database database, long userId, long repoId) {
        return database.read(
                handle -> plan(handle, () -> new FeedTable().stars(handle, Set.of(List.of(userId, repoId)))));
    }

    private static String plan(Handle handle, Runnable reading) {
        List<String> said = new ArrayList<>();
        handle.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                said.add(written(context.getParsedSql()));
            }
        });
        reading.run();
        handle.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return String.join(
                "\n",
                handle.createQuery("explain " + said.get(0)).mapTo(String.class).list());
    }

    /** A statement with values in it, as a plan depends on them. */
    private static String written(ParsedSql statement) {
        String sql = statement.getSql();
        for (String name : statement.getParameters().getParameterNames()) {
            String value =
                    switch (name) {
                        case "before" -> String.valueOf(NEWEST);
                        case "kind" -> "'starred'";
                        case "limit" -> "8";
                        default -> "7";
                    };
            sql = sql.replaceFirst("\\?", value);
        }
        return sql;
    }
}
