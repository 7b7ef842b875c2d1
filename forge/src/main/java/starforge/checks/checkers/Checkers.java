package starforge.checks.checkers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** All checkers there are on this machine. */
public final class Checkers implements AutoCloseable {
    /** Files larger than this are not checked. */
    public static final int MOST_BYTES = Frames.MOST_BYTES;

    /** So many files are worth being looked at side by side. */
    public static final int AT_ONCE =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private static final int QUICK_SECONDS = 10;
    private static final int SLOW_SECONDS = 60;

    private final Cage cage = new Cage();
    private final Seconds seconds;
    /** One more than at once, for one that takes its time. */
    private final Semaphore turns = new Semaphore(AT_ONCE + 1, true);

    private final Map<Language, List<Checker>> all = new EnumMap<>(Language.class);

    public Checkers() {
        this(QUICK_SECONDS, SLOW_SECONDS);
    }

    /**
     * All of them, with other times.
     *
     * @param quickly seconds for those that only parse
     * @param slowly seconds for the others
     */
    public Checkers(int quickly, int slowly) {
        this.seconds = new Seconds(cage, AT_ONCE, quickly);
        for (Language language : BuiltIn.LANGUAGES) {
            add(language, new InSecond(seconds, BuiltIn.name(language), BuiltIn.STAMP));
        }
        for (Known known : Programs.all()) {
            Outside.of(cage, known, known.isQuick() ? quickly : slowly).ifPresent(it -> add(known.language(), it));
        }
        for (Language language : Language.values()) {
            // Where a language has a parser of its own, that knows better.
            if (!all.containsKey(language) && Trees.know(language)) {
                add(language, new InSecond(seconds, Trees.NAME, Trees.STAMP));
            }
        }
    }

    private void add(Language language, Checker checker) {
        all.computeIfAbsent(language, key -> new ArrayList<>()).add(checker);
    }

    /** Whether files of a language can be checked on this machine. */
    public boolean know(Language language) {
        return all.containsKey(language);
    }

    /** Those of a language, the quick ones first. */
    public List<Checker> of(Language language) {
        return all.getOrDefault(language, List.of()).stream()
                .sorted(Comparator.comparing(checker -> !checker.isQuick()))
                .toList();
    }

    /**
     * Asks a checker, as soon as not too many others are at work.
     *
     * @param path as the file is called in its repository
     * @param contents at most {@link #MOST_BYTES}
     * @return what it says, at most 200 findings
     */
    public List<Finding> check(Checker checker, Language language, String path, byte[] contents)
            throws IOException, InterruptedException {
        turns.acquire();
        try {
            return checker.check(language, path, contents);
        } finally {
            turns.release();
        }
    }

    @Override
    public void close() {
        seconds.close();
    }
}
