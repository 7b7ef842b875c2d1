package starforge.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Unseen;

/** What a push says of itself, with what hides in its names and subjects written out. */
final class Pushed {
    private Pushed() {}

    /** The values that are shown in the place of, or beside, those of the event: {@code shown} and {@code heads}. */
    static Map<String, Object> shown(Map<String, Object> data) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("shown", Unseen.written(String.valueOf(data.get("name"))));
        if (data.get("heads") instanceof List<?> heads) {
            shown.put("heads", heads.stream().map(Pushed::head).toList());
        }
        return shown;
    }

    private static Object head(Object head) {
        if (!(head instanceof Map<?, ?> values)) {
            return head;
        }
        Map<Object, Object> shown = new HashMap<>(values);
        shown.put("subject", Unseen.written(String.valueOf(values.get("subject"))));
        return shown;
    }
}
