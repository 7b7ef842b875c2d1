package starforge.repos;

import java.util.Map;
import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;

/**
 * Counts the forks of a repository and tells those who look at it, as part of a change. Of hidden forks only the count is
 * told: those who may see the parent may not see every fork of it. What is hidden counts among the forks of what is hidden only.
 */
final class ForkNews {
    private final Events events;
    private final RepoTable table = new RepoTable();

    ForkNews(Events events) {
        this.events = events;
    }

    /** A fork was made. */
    void made(Transaction transaction, Identity who, Repo parent, Gate.Entry fork) {
        int count = table.countForks(transaction.handle(), parent.id());
        tell(
                transaction,
                "forked",
                who,
                parent,
                fork.isHidden() ? unnamed(count) : named(count, fork.name().toString()));
    }

    /** A fork is gone. Its parent may be gone as well. */
    void gone(Transaction transaction, Identity who, long parentId) {
        recount(transaction, who, parentId, Optional.empty());
    }

    /** A repository, which may be a fork and have forks, was hidden or has come into sight. */
    void shown(Transaction transaction, Identity who, long id) {
        Repo repo = table.find(transaction.handle(), id).orElseThrow();
        recount(transaction, who, id, Optional.empty());
        recount(transaction, who, repo.parentId(), Optional.of(repo).filter(it -> !it.isHidden()));
    }

    /** Forks of a repository were hidden or came into sight with who owns them: that is told in nobody's name. */
    void withheld(Transaction transaction, long parentId) {
        table.find(transaction.handle(), parentId).ifPresent(parent -> {
            int count = table.countForks(transaction.handle(), parentId);
            if (count != parent.forks()) {
                events.record(transaction, Draft.count("unforked", parent.entry(Level.READ), count));
            }
        });
    }

    /**
     * Tells the count if it is another one.
     *
     * @param shown a fork that has come into sight
     */
    private void recount(Transaction transaction, Identity who, long parentId, Optional<Repo> shown) {
        table.find(transaction.handle(), parentId).ifPresent(parent -> {
            int count = table.countForks(transaction.handle(), parentId);
            if (count == parent.forks()) {
                return;
            }
            Optional<Repo> fork = shown.filter(it -> count > parent.forks());
            fork.ifPresentOrElse(
                    it -> tell(
                            transaction,
                            "forked",
                            who,
                            parent,
                            named(count, it.name().toString())),
                    () -> tell(transaction, "unforked", who, parent, unnamed(count)));
        });
    }

    private void tell(Transaction transaction, String kind, Identity who, Repo parent, Map<String, Object> data) {
        events.record(transaction, Draft.of(kind, who, parent.entry(Level.READ), data));
    }

    private static Map<String, Object> unnamed(int count) {
        return Map.of("count", count);
    }

    private static Map<String, Object> named(int count, String fork) {
        return Map.of("count", count, "fork", fork);
    }
}
