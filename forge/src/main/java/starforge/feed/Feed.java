package starforge.feed;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import starforge.access.Identity;
import starforge.db.Database;
import starforge.events.Events;
import starforge.repos.Repos;

/** Reads pages of the log for people: one part of it or many as one, newest first, as each reader may see it now. */
public final class Feed {
    /** Read of the log at first; each further reading is twice as long, as one who sees little needs much. */
    private static final int FIRST = 40;
    /** With so many stories a page is full. */
    private static final int ENOUGH = 20;
    /** One page passes over so many events at most, so that one who may see little costs little; it goes on behind them. */
    private static final int MOST_READ = 400;

    private final Database database;
    private final FeedTable table = new FeedTable();
    private final Stories stories;

    public Feed(Database database, Events events, Repos repos) {
        this.database = database;
        this.stories = new Stories(database, events, repos, table);
    }

    /**
     * What happened in a repository.
     *
     * @param before place in the log to begin before
     */
    public FeedPage repository(Identity who, long repoId, long before) {
        return merged(who, List.of(Track.of(Side.REPO, repoId)), before);
    }

    /** What somebody did, in so far as a reader may see where. */
    public FeedPage person(Identity who, long userId, long before) {
        return merged(who, List.of(Track.of(Side.ACTOR, userId)), before);
    }

    /** What happened anywhere. */
    public FeedPage everywhere(Identity who, long before) {
        return page(who, handle -> new Whole(table, before));
    }

    /** What is told of some places in the log, each by itself, to one who may see it now; newest first. */
    public List<Story> at(Identity who, List<Long> places) {
        return places.isEmpty() ? List.of() : stories.each(who, database.read(handle -> table.at(handle, places)));
    }

    FeedPage merged(Identity who, List<Track> tracks, long before) {
        return page(who, handle -> new Merge(table, handle, tracks, before));
    }

    private FeedPage page(Identity who, Function<Handle, Marks> begin) {
        Marks marks = database.read(begin);
        Stories.Telling telling = stories.telling(who);
        int read = 0;
        long last = 0;
        while (telling.size() < ENOUGH && read < MOST_READ && !marks.isAtEnd()) {
            int wanted = Math.min(Math.max(FIRST, read), MOST_READ - read);
            List<Mark> more = database.read(handle -> marks.next(handle, wanted));
            telling.add(more);
            read += more.size();
            last = more.isEmpty() ? last : more.get(more.size() - 1).seq();
        }
        return new FeedPage(telling.stories(), marks.isAtEnd() ? 0 : last);
    }
}
