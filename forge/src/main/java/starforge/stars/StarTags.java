package starforge.stars;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.Unseen;
import starforge.db.Database;
import starforge.db.Transaction;

/** The words under which somebody keeps their stars. They are their owner's alone, and go with the star. */
public final class StarTags {
    private static final int LONGEST = 30;
    private static final int MOST_OF_ONE = 10;
    private static final int MOST = 100;

    private final Database database;
    private final TagTable table = new TagTable();
    private final StarTable stars = new StarTable();

    public StarTags(Database database) {
        this.database = database;
    }

    /**
     * Puts a star under a word; a second time changes nothing.
     *
     * @param typed up to 30 letters, kept as small ones
     * @return the word as it is kept
     * @throws Refusal INVALID at {@code tag} for what is no such word, or when there are too many; NOT_FOUND where there is no
     *     star
     */
    public String add(Identity who, Gate.Entry repo, String typed) {
        String tag = checked(typed);
        database.change(transaction -> {
            if (stars.hold(transaction.handle(), repo.id()).isEmpty()
                    || !stars.exists(transaction.handle(), repo.id(), who.userId())) {
                throw new Refusal(Reason.NOT_FOUND, "stars.never-starred", repo.name());
            }
            if (!table.exists(transaction.handle(), who.userId(), repo.id(), tag)) {
                checkNumber(transaction, who, repo, tag);
                table.insert(transaction.handle(), who.userId(), repo.id(), tag);
            }
            // Nobody else's page shows it.
            transaction.accounted();
        });
        return tag;
    }

    private static String checked(String typed) {
        Unseen.refuse("tag", typed);
        String tag = typed.strip().toLowerCase(Locale.ROOT);
        if (tag.isEmpty() || tag.length() > LONGEST) {
            throw Refusal.invalid("tag", "stars.tag-long", LONGEST);
        }
        return tag;
    }

    private void checkNumber(Transaction transaction, Identity who, Gate.Entry repo, String tag) {
        if (table.countOf(transaction.handle(), who.userId(), repo.id()) >= MOST_OF_ONE) {
            throw Refusal.invalid("tag", "stars.tag-full", MOST_OF_ONE);
        }
        if (table.countOthers(transaction.handle(), who.userId(), tag) >= MOST) {
            throw Refusal.invalid("tag", "stars.tag-many", MOST);
        }
    }

    /** Takes a star from under a word. Gives false when it was not there. */
    public boolean remove(Identity who, Gate.Entry repo, String tag) {
        return database.write(transaction -> {
            transaction.accounted();
            return table.delete(transaction.handle(), who.userId(), repo.id(), tag);
        });
    }

    /** All words of somebody, by name. */
    public List<StarTag> all(Identity who) {
        return database.read(handle -> table.all(handle, who.userId()));
    }

    /** The words of some of somebody's stars, by repository. */
    public Map<Long, List<String>> of(Identity who, Collection<Long> repos) {
        return repos.isEmpty() ? Map.of() : database.read(handle -> table.of(handle, who.userId(), repos));
    }
}
