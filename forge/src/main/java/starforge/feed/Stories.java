package starforge.feed;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import starforge.access.Identity;
import starforge.bus.Event;
import starforge.db.Database;
import starforge.events.Events;
import starforge.repos.Repo;
import starforge.repos.Repos;

/**
 * Turns marks into stories, by what holds at this moment: of repositories that the reader sees, of people who are there and
 * not blocked, of stars and follows that were not taken back.
 */
final class Stories {
    private final Database database;
    private final Events events;
    private final Repos repos;
    private final FeedTable table;

    Stories(Database database, Events events, Repos repos, FeedTable table) {
        this.database = database;
        this.events = events;
        this.repos = repos;
        this.table = table;
    }

    /** Begins to tell a reader: what several people did on one day is one story. */
    Telling telling(Identity who) {
        return new Telling(who, Stories::key);
    }

    /** The stories of some marks for a reader, newest first, each mark a story of its own. */
    List<Story> each(Identity who, List<Mark> marks) {
        Telling telling = new Telling(who, event -> List.of(event.seq()));
        telling.add(marks);
        return telling.stories();
    }

    /** What one reader is told of marks that come bit by bit, newest first. */
    final class Telling {
        private final Identity who;
        private final Function<Event, List<Object>> key;
        private final Map<List<Object>, Group> groups = new LinkedHashMap<>();

        private Telling(Identity who, Function<Event, List<Object>> key) {
            this.who = who;
            this.key = key;
        }

        /** Tells of marks that are older than all before. */
        void add(List<Mark> marks) {
            Map<Long, Repo> seen = repos.seen(who, numbers(marks, Mark::repoId));
            Map<Long, Mark> kept = standing(marks).stream()
                    .filter(mark -> mark.repoId() == 0 || seen.containsKey(mark.repoId()))
                    .collect(Collectors.toMap(Mark::seq, Function.identity()));
            List<Event> told = events.at(List.copyOf(kept.keySet()));
            Set<List<Object>> follows = follows(told, kept);
            for (Event event : told) {
                long actor = Objects.requireNonNull(kept.get(event.seq())).actorId();
                if (!event.kind().equals("followed") || follows.contains(List.of(actor, user(event)))) {
                    groups.computeIfAbsent(
                                    key.apply(event),
                                    made -> new Group(event, Optional.ofNullable(seen.get(event.repoId()))))
                            .actors()
                            .add(event.actor());
                }
            }
        }

        int size() {
            return groups.size();
        }

        List<Story> stories() {
            return groups.values().stream().map(Stories::story).toList();
        }
    }

    /** Those whose people are there, and of stars those that are still given. */
    private List<Mark> standing(List<Mark> marks) {
        Set<List<Long>> stars =
                marks.stream().filter(Stories::isStar).map(Stories::pair).collect(Collectors.toSet());
        Set<Long> present = database.read(handle -> table.present(handle, numbers(marks, Mark::actorId)));
        Set<List<Long>> given = database.read(handle -> table.stars(handle, stars));
        return marks.stream()
                .filter(mark -> mark.isForges() || present.contains(mark.actorId()))
                .filter(mark -> !isStar(mark) || given.contains(pair(mark)))
                .toList();
    }

    private static boolean isStar(Mark mark) {
        return mark.kind().equals("starred");
    }

    private static List<Long> pair(Mark star) {
        return List.of(star.actorId(), star.repoId());
    }

    private Set<List<Object>> follows(List<Event> told, Map<Long, Mark> marks) {
        List<Event> followed =
                told.stream().filter(event -> event.kind().equals("followed")).toList();
        Set<Long> followers = followed.stream()
                .map(event -> Objects.requireNonNull(marks.get(event.seq())).actorId())
                .collect(Collectors.toSet());
        Set<String> names = followed.stream().map(Stories::user).collect(Collectors.toSet());
        return database.read(handle -> table.follows(handle, followers, names));
    }

    private static Set<Long> numbers(List<Mark> marks, Function<Mark, Long> of) {
        return marks.stream().map(of).filter(number -> number > 0).collect(Collectors.toSet());
    }

    private static String user(Event event) {
        return String.valueOf(event.data().get("user"));
    }

    /** What several people can do alike on a day has one key; anything else has its own. */
    private static List<Object> key(Event event) {
        return switch (event.kind()) {
            case "starred" -> List.of(event.kind(), event.repoId(), day(event));
            case "followed" -> List.of(event.kind(), user(event), day(event));
            default -> List.of(event.seq());
        };
    }

    private static Object day(Event event) {
        return event.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Story story(Group group) {
        Event event = group.newest();
        Map<String, Object> data = new HashMap<>(event.data());
        data.put("others", group.actors().size() - 1);
        if (event.kind().equals("created")) {
            group.repo().ifPresent(repo -> data.put("description", repo.description()));
        }
        if (event.kind().equals("pushed")) {
            data.putAll(Pushed.shown(event.data()));
        }
        String name = group.repo().map(repo -> repo.name().toString()).orElse("");
        return new Story(event.seq(), event.kind(), event.actor(), name, event.at(), Map.copyOf(data));
    }

    /** One story in the making: its newest event, where that was, and all who did the same. */
    private record Group(Event newest, Optional<Repo> repo, Set<String> actors) {
        Group(Event newest, Optional<Repo> repo) {
            this(newest, repo, new LinkedHashSet<>());
        }
    }
}
