package starforge.markup.rst;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Footnotes and citations. A label is a number, a name, {@code #} for the next number, {@code #name} for a number with a
 * name, or {@code *} for the next sign.
 */
final class Notes {
    private static final String[] SIGNS = {"*", "†", "‡", "§", "¶", "#", "♠", "♥", "♦", "♣"};

    private final Names names;
    private final Map<String, Mark> marks = new HashMap<>();
    /** Those without a name, by kind: each reference takes the next. */
    private final Map<String, List<Mark>> unnamed =
            new HashMap<>(Map.of("#", new ArrayList<>(), "*", new ArrayList<>()));

    private final Map<String, Integer> taken = new HashMap<>();
    private int numbers;

    /** What a reader sees, and where the note is. */
    record Mark(String shown, String id) {}

    Notes(Names names) {
        this.names = names;
    }

    /** A note that the text has. */
    Mark add(String label) {
        Mark mark = new Mark(shown(label), names.id("note " + label));
        List<Mark> same = unnamed.get(label);
        if (same != null) {
            same.add(mark);
        } else {
            marks.putIfAbsent(key(label), mark);
        }
        return mark;
    }

    private String shown(String label) {
        if (label.equals("*")) {
            return SIGNS[unnamed.getOrDefault("*", List.of()).size() % SIGNS.length];
        }
        return label.startsWith("#") ? String.valueOf(++numbers) : label;
    }

    /** The note that a reference means; empty when there is none. */
    Optional<Mark> find(String label) {
        List<Mark> same = unnamed.get(label);
        if (same == null) {
            return Optional.ofNullable(marks.get(key(label)));
        }
        int next = taken.merge(label, 1, Integer::sum) - 1;
        return next < same.size() ? Optional.of(same.get(next)) : Optional.empty();
    }

    private static String key(String label) {
        return Names.normal(label.startsWith("#") ? label.substring(1) : label);
    }
}
