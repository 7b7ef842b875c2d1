package starforge.kernels;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression, translated for both engines, and the needles or the automaton by which its lines are found. */
final class Regex implements Query {
    private final Node tree;
    private final boolean word;
    private final boolean caseless;
    private final List<byte[]> needles;
    private final char @Nullable [] table;
    private final Pattern pattern;
    private volatile @Nullable Object compiled;

    private Regex(Node tree, boolean word, boolean caseless) {
        this.tree = tree;
        this.word = word;
        this.caseless = caseless;
        List<byte[]> found = Needles.of(tree, caseless);
        boolean good = !found.isEmpty() && found.stream().allMatch(Needles::isGood);
        this.table = good ? null : Automaton.table(tree);
        this.needles = table == null ? found : List.of();
        this.pattern = Pattern.compile(
                EngineText.of(tree, word, EngineText.Flavor.JAVA), Pattern.MULTILINE | Pattern.UNIX_LINES);
    }

    static Regex of(String pattern, Set<Option> options) {
        boolean caseless = options.contains(Option.CASELESS);
        Node tree = RegexParser.parse(pattern, caseless);
        return new Regex(tree, options.contains(Option.WORD), caseless || RegexParser.isCaseless(pattern));
    }

    /** For texts whose bytes are taken for characters. */
    Pattern pattern() {
        return pattern;
    }

    String text(EngineText.Flavor flavor) {
        return EngineText.of(tree, word, flavor);
    }

    List<byte[]> needles() {
        return needles;
    }

    /** By which lines are found where there are no needles, as {@link Automaton#table} writes it. */
    char @Nullable [] table() {
        return table;
    }

    boolean caseless() {
        return caseless;
    }

    /** What a kernel made of this, kept as long as the query. */
    @Nullable
    Object compiled() {
        return compiled;
    }

    void keep(Object made) {
        compiled = made;
    }
}
