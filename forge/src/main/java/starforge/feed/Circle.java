package starforge.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import starforge.access.Identity;
import starforge.bus.Topic;
import starforge.follows.Follows;
import starforge.groups.Group;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.watches.WatchLevel;
import starforge.watches.Watches;

/**
 * Whose doings somebody wants to hear of: the people they follow and the repositories they watch and see, or what a group owns.
 *
 * @param people names by numbers, those followed last first
 * @param repos those watched, by their numbers
 * @param levels how they are watched; what is not said is watched wholly
 */
record Circle(Map<Long, String> people, Map<Long, Repo> repos, Map<Long, WatchLevel> levels) {
    /** So many people and so many repositories count; nobody reads what more of them do. */
    static final int MOST = 1000;

    /** A page watches so many topics one by one; with more it watches everything public and picks. */
    private static final int MOST_TOPICS = 100;

    static Circle of(Identity who, Follows follows, Watches watches, Repos all) {
        Map<Long, WatchLevel> levels = watches.watched(who);
        Listing seen = Listing.numbered(levels.keySet(), MOST);
        Map<Long, Repo> repos = new LinkedHashMap<>();
        all.list(who, seen).forEach(repo -> repos.put(repo.id(), repo));
        return new Circle(follows.followed(who, MOST), repos, levels);
    }

    /** What a group owns, in so far as somebody sees it. */
    static Circle of(Identity who, Group group, Repos all) {
        Map<Long, Repo> repos = new LinkedHashMap<>();
        all.list(who, Listing.ofGroup(group.id(), Sort.ACTIVE, 0, MOST)).forEach(repo -> repos.put(repo.id(), repo));
        return new Circle(Map.of(), repos, Map.of());
    }

    /** The tracks of the log where it all is. */
    List<Track> tracks(Show show) {
        List<Track> tracks = new ArrayList<>();
        for (long person : people.keySet()) {
            of(Side.ACTOR, person, show.kinds(), tracks);
        }
        for (long repo : repos.keySet()) {
            of(Side.REPO, repo, kinds(levels.getOrDefault(repo, WatchLevel.ALL), show), tracks);
        }
        return tracks;
    }

    private static void of(Side side, long id, List<String> kinds, List<Track> tracks) {
        kinds.forEach(kind -> tracks.add(new Track(side, id, kind)));
    }

    /** The kinds that a level tells of; "" stands for all news. */
    private static List<String> kinds(WatchLevel level, Show show) {
        List<String> told =
                switch (level) {
                    case ALL -> show.kinds();
                    case PUSHES -> List.of("pushed", "released");
                    case RELEASES -> List.of("released");
                    case MENTIONS, OFF -> List.of();
                };
        return told.stream()
                .filter(kind -> show == Show.ALL || show.kinds().contains(kind))
                .toList();
    }

    /** All topics by which something new may come. */
    List<String> topics() {
        return Stream.concat(
                        people.values().stream().map(Topic::user),
                        repos.keySet().stream().map(Topic::repo))
                .map(Topic::name)
                .toList();
    }

    /** The topics that a page watches, so that it hears all of {@link #topics()}. */
    List<String> watched() {
        List<String> all = topics();
        if (all.size() <= MOST_TOPICS) {
            return all;
        }
        Comparator<Repo> hiddenFirst = Comparator.comparing(Repo::isHidden).reversed();
        return Stream.concat(
                        Stream.of(Topic.PUBLIC.name()),
                        repos.values().stream().sorted(hiddenFirst).map(repo -> Topic.repo(repo.id())
                                .name()))
                .limit(MOST_TOPICS)
                .collect(Collectors.toList());
    }
}
