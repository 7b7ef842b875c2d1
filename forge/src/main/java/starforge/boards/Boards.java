package starforge.boards;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.audit.Audit;
import starforge.bus.Topic;
import starforge.db.AlreadyThere;
import starforge.db.Database;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.events.Scope;

/** Makes, finds, changes and deletes boards, and says what is on one and who may see it. */
public final class Boards {
    /** As many as one live connection may watch, its own topic and that of all aside. */
    static final int MOST_REPOS = 100;

    private final Database database;
    private final Events events;
    private final Gate gate;
    private final Audit audit;
    private final BoardTable table = new BoardTable();

    public Boards(Database database, Events events, Gate gate, Clock clock) {
        this.database = database;
        this.events = events;
        this.gate = gate;
        this.audit = new Audit(database, clock);
    }

    /** All boards by name. */
    public List<Board> all() {
        return database.read(table::all);
    }

    /** Finds a board by its name in any case. */
    public Optional<Board> find(String name) {
        return database.read(handle -> table.find(handle, name.toLowerCase(Locale.ROOT)));
    }

    public Optional<Board> find(long id) {
        return database.read(handle -> table.find(handle, id));
    }

    /** What was chosen for a board one by one, also what is not shown any more. */
    public List<Chosen> chosen(Board board) {
        return database.read(handle -> table.chosen(handle, board.id()));
    }

    /** Whether anybody may see a board: nothing that was private was chosen for it. */
    public boolean isOpen(Board board) {
        return chosen(board).stream().noneMatch(Chosen::hidden);
    }

    /** Whether somebody may see a board as a person: an open one, and an administrator every one. */
    public boolean maySee(Identity who, Board board) {
        return who.admin() || isOpen(board);
    }

    /** What is shown on a board now. */
    public Scope scope(Board board) {
        return new Scope(board.everything(), shown(board));
    }

    private Set<Long> shown(Board board) {
        return chosen(board).stream()
                .filter(Chosen::isShown)
                .map(Chosen::repoId)
                .collect(Collectors.toSet());
    }

    /** The numbers of all repositories on a board now. */
    public Set<Long> repos(Board board) {
        Set<Long> all = new TreeSet<>(shown(board));
        if (board.everything()) {
            all.addAll(database.read(table::publicRepos));
        }
        return all;
    }

    /** What a page of a board watches. */
    public List<String> topics(Board board) {
        Set<String> topics = new TreeSet<>();
        topics.add(board.topic().name());
        shown(board).forEach(id -> topics.add(Topic.repo(id).name()));
        if (board.everything()) {
            topics.add(Topic.PUBLIC.name());
        }
        return List.copyOf(topics);
    }

    /** The repositories of a board that got most stars since a moment. */
    public List<Leader> mostStarred(Board board, Instant since) {
        Scope scope = scope(board);
        return database.read(handle -> table.mostStarred(
                handle,
                scope.everythingPublic(),
                scope.repos(),
                since,
                board.turn() > 0 ? board.distance().rows() : board.distance().leaders()));
    }

    /** The repositories of a board that were pushed to last, newest first. */
    public List<Pushed> pushedLast(Board board, int limit) {
        Scope scope = scope(board);
        return database.read(handle -> table.pushedLast(handle, scope.everythingPublic(), scope.repos(), limit));
    }

    /**
     * Makes a board.
     *
     * @param repos full names of what is on it beside all that is public; private ones because they are named
     * @throws Refusal INVALID at {@code name} or {@code repos}
     */
    public Board create(Identity who, Board wish, List<String> repos) {
        Set<Long> numbers = numbers(who, repos);
        try {
            long id = database.write(transaction -> {
                long made = table.insert(transaction.handle(), wish);
                table.choose(transaction.handle(), made, numbers);
                note(transaction, who, "board-made", wish);
                return made;
            });
            return find(id).orElseThrow();
        } catch (AlreadyThere e) {
            throw Refusal.invalid("name", "boards.there", wish.name());
        }
    }

    /**
     * Changes a board; who watches it is asked again and told at once.
     *
     * @throws Refusal INVALID at {@code name} or {@code repos}
     */
    public void change(Identity who, Board board, List<String> repos) {
        Set<Long> numbers = numbers(who, repos);
        try {
            database.change(transaction -> {
                table.update(transaction.handle(), board);
                table.choose(transaction.handle(), board.id(), numbers);
                note(transaction, who, "board-changed", board);
                tell(transaction, who, board, "acl");
                tell(transaction, who, board, "board");
            });
        } catch (AlreadyThere e) {
            throw Refusal.invalid("name", "boards.there", board.name());
        }
    }

    /** Deletes a board; its screens stay, and show what else they have. */
    public void delete(Identity who, Board board) {
        database.change(transaction -> {
            note(transaction, who, "board-deleted", board);
            table.delete(transaction.handle(), board.id());
            tell(transaction, who, board, "acl");
        });
    }

    private void tell(Transaction transaction, Identity who, Board board, String kind) {
        events.record(transaction, new Draft(Set.of(board.topic()), kind, who.name(), "", 0, Map.of()));
    }

    private void note(Transaction transaction, Identity who, String what, Board board) {
        audit.note(transaction, who.name(), what, board.name(), "");
    }

    private Set<Long> numbers(Identity who, List<String> names) {
        if (names.size() > MOST_REPOS) {
            throw Refusal.invalid("repos", "boards.too-many", MOST_REPOS);
        }
        return names.stream().map(name -> number(who, name)).collect(Collectors.toSet());
    }

    private long number(Identity who, String name) {
        try {
            return RepoName.parse(name)
                    .map(parsed -> gate.require(who, parsed, Level.READ).id())
                    .orElseThrow(Refusal::notFound);
        } catch (Refusal e) {
            throw Refusal.invalid("repos", "boards.no-repo", name);
        }
    }
}
