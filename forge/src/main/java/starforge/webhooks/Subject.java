package starforge.webhooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a webhook can be told of: each stands for some kinds of events. */
public enum Subject {
    PUSHES("pushed"),
    STARS("starred", "unstarred"),
    FORKS("forked"),
    RELEASES("released"),
    CHECKS("checked"),
    FLAGS("flagged"),
    NAMES("renamed");

    private final String kinds;

    Subject(String... kinds) {
        this.kinds = String.join(" ", kinds);
    }

    static Optional<Subject> of(String kind) {
        return Arrays.stream(values())
                .filter(it -> Set.of(it.kinds.split(" ")).contains(kind))
                .findFirst();
    }

    /** As in forms: {@code pushes}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
