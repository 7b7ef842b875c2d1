package starforge.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
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
                plan(handle, () -> table.newest(handle, person.way(), List.of(userId), NEWEST)),
                "what somebody did",
                plan(handle, () -> table.marks(handle, person, NEWEST, 8)),
                "the stars somebody gave",
                plan(handle, () -> table.marks(handle, stars, NEWEST, 8)),
                "what happened in a repository",
                plan(handle, () -> table.marks(handle, repo, NEWEST, 8)),
                "what happened anywhere",
                plan(handle, () -> table.all(handle, NEWEST, 40))));
    }

    private static String plan(Handle handle, Runnable reading) {
        List<String> said = new ArrayList<>();
        handle.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                said.add(context.getParsedSql().getSql());
            }
        });
        reading.run();
        handle.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        String plain = said.get(0).replaceFirst("\\? *$", "8").replaceFirst("limit \\?", "limit 8");
        return String.join(
                "\n",
                handle.createQuery("explain " + plain.replace("?", "'1'"))
                        .mapTo(String.class)
                        .list());
    }
}
