package starforge.code;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import starforge.git.read.File;
import starforge.git.read.Text;
import starforge.highlight.Highlighter;
import starforge.highlight.Language;
import starforge.markup.CodeLine;
import starforge.markup.Html;

/** The lines of files as coloured HTML, each file painted once while there is room. */
final class Painted {
    private static final long MOST_BYTES_KEPT = 32L << 20;

    private final Highlighter highlighter;
    private final Cache<Key, List<Html>> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES_KEPT)
            .weigher((Key key, List<Html> lines) -> weight(lines))
            .build();

    private record Key(String blob, String language) {}

    Painted(Highlighter highlighter) {
        this.highlighter = highlighter;
    }

    Optional<Language> language(File file, Text text) {
        String first = text.lines().isEmpty() ? "" : text.lines().get(0);
        return highlighter.languages().of(Where.name(file.path()), first);
    }

    /** The lines of a file, each as safe HTML. */
    List<Html> lines(File file, Text text) {
        Optional<Language> language = language(file, text);
        Key key = new Key(file.id(), language.map(Language::name).orElse(""));
        List<Html> known = kept.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Highlighter.Coloured coloured = highlighter.coloured(language, text.lines());
        List<Html> painted = coloured.lines().stream().map(CodeLine::of).toList();
        if (!coloured.isCut()) {
            kept.put(key, painted);
        }
        return painted;
    }

    /** Roughly the bytes in memory. */
    private static int weight(List<Html> lines) {
        return 100
                + lines.stream().mapToInt(line -> 80 + 2 * line.safe().length()).sum();
    }
}
