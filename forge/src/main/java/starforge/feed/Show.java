package starforge.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import starforge.events.News;

/** Which kinds of news somebody wants to see. */
public enum Show {
    ALL(""),
    STARS("starred"),
    PUSHES("pushed"),
    RELEASES("released"),
    FORKS("forked created");

    private final String kinds;

    Show(String kinds) {
        this.kinds = kinds;
    }

    /** The kinds of events; "" stands for all of them. */
    List<String> kinds() {
        return List.of(kinds.split(" ", -1));
    }

    /** The kinds of events by their names, also of all. */
    List<String> told() {
        return this == ALL ? News.KINDS.stream().sorted().toList() : kinds();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name, or else everything. */
    public static Show of(Optional<String> word) {
        return Arrays.stream(values())
                .filter(show -> word.filter(show.word()::equals).isPresent())
                .findFirst()
                .orElse(ALL);
    }
}
