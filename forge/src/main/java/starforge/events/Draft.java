package starforge.events;

import java.util.Map;
import java.util.Set;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.bus.Topic;

/**
 * An event before it has its place in the log.
 *
 * @param topics who is told
 * @param kind one of the kinds of {@link starforge.bus.Event}
 * @param actor who did it, or ""
 * @param repo full name, or ""
 * @param repoId number, or 0
 * @param data whole values that the least privileged watcher of the topics may see
 */
public record Draft(Set<Topic> topics, String kind, String actor, String repo, long repoId, Map<String, Object> data) {
    /** Something done to a repository: told to its watchers, and to everybody while it is public. */
    public static Draft of(String kind, Identity who, Gate.Entry repo, Map<String, Object> data) {
        Topic watchers = Topic.repo(repo.id());
        Set<Topic> topics = repo.isHidden() || who.isAnonymous()
                ? Set.of(watchers)
                : Set.of(watchers, Topic.PUBLIC, Topic.user(who.name()));
        return new Draft(topics, kind, who.name(), repo.name().toString(), repo.id(), data);
    }

    /** A count at a repository that is another one by no deed of anybody there: told as if by a deed, in nobody's name. */
    public static Draft count(String kind, Gate.Entry repo, int count) {
        Topic watchers = Topic.repo(repo.id());
        Set<Topic> topics = repo.isHidden() ? Set.of(watchers) : Set.of(watchers, Topic.PUBLIC);
        return new Draft(topics, kind, "", repo.name().toString(), repo.id(), Map.of("count", count));
    }

    /** A change of rights at a repository: says only that rights changed, to those who watch. */
    public static Draft rights(Identity who, Gate.Entry repo) {
        return new Draft(
                Set.of(Topic.repo(repo.id())), "acl", who.name(), repo.name().toString(), repo.id(), Map.of());
    }

    /** The end of a sign-in, of all of them, or of a block: the sockets of that user are asked again. */
    public static Draft rights(String user) {
        return new Draft(Set.of(Topic.user(user)), "acl", user, "", 0, Map.of());
    }
}
