package starforge.realtime;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import starforge.bus.Event;
import starforge.bus.Topic;

/** Who watches what. Any thread may call; no method waits for another. */
final class Watchers {
    private final Set<Viewer> all = ConcurrentHashMap.newKeySet();
    private final Map<Topic, Set<Viewer>> byTopic = new ConcurrentHashMap<>();

    void add(Viewer viewer) {
        all.add(viewer);
        viewer.topics().forEach(topic -> watch(viewer, topic));
    }

    void watch(Viewer viewer, Topic topic) {
        viewer.topics().add(topic);
        byTopic.compute(topic, (name, some) -> with(viewer, some == null ? ConcurrentHashMap.newKeySet() : some));
    }

    void unwatch(Viewer viewer, Topic topic) {
        viewer.topics().remove(topic);
        byTopic.computeIfPresent(topic, (name, some) -> without(viewer, some));
    }

    /** Forgets a viewer; false when it was forgotten already. */
    boolean remove(Viewer viewer) {
        viewer.topics().forEach(topic -> unwatch(viewer, topic));
        return all.remove(viewer);
    }

    Collection<Viewer> all() {
        return all;
    }

    /** Those who watch one of the topics, each once. */
    Collection<Viewer> of(Set<Topic> topics) {
        if (topics.size() == 1) {
            return byTopic.getOrDefault(topics.iterator().next(), Set.of());
        }
        Set<Viewer> some = new LinkedHashSet<>();
        topics.forEach(topic -> some.addAll(byTopic.getOrDefault(topic, Set.of())));
        return some;
    }

    /** Those whose rights an event about rights may change: who watches its topics, and who is the user it is about. */
    Collection<Viewer> concernedBy(Event event) {
        Set<Viewer> some = new LinkedHashSet<>();
        for (Topic topic : event.topics()) {
            if (!topic.equals(Topic.PUBLIC)) {
                some.addAll(byTopic.getOrDefault(topic, Set.of()));
            }
            if (topic.isOf("user")) {
                all.stream()
                        .filter(viewer -> viewer.grant().user().equalsIgnoreCase(topic.key()))
                        .forEach(some::add);
            }
        }
        return some;
    }

    private static Set<Viewer> with(Viewer viewer, Set<Viewer> some) {
        some.add(viewer);
        return some;
    }

    private static @Nullable Set<Viewer> without(Viewer viewer, Set<Viewer> some) {
        some.remove(viewer);
        return some.isEmpty() ? null : some;
    }
}
