package starforge.code;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import starforge.git.read.File;
import starforge.git.read.Text;
import starforge.git.read.Trees;
import starforge.markup.Html;
import starforge.markup.Links;
import starforge.markup.Markup;

/** Files as safe HTML, each rendered once. */
final class Readmes {
    private static final int MOST_LETTERS_KEPT = 32 << 20;

    private final Trees trees;
    private final Markup markup = new Markup();
    private final Cache<Key, Html> rendered = Caffeine.newBuilder()
            .maximumWeight(MOST_LETTERS_KEPT)
            .weigher((Key key, Html html) -> html.safe().length() + 200)
            .build();

    /** The contents, the name that says how to read them, and where their links lead: all that the HTML depends on. */
    private record Key(String blob, String name, Links links) {}

    Readmes(Trees trees) {
        this.trees = trees;
    }

    /** The README of the folder; empty when there is none, or none that can be shown. */
    Optional<Readme> of(long repo, Where at) {
        return trees.readme(repo, at.commit(), at.path()).flatMap(file -> {
            Where there = new Where(at.url(), at.ref(), at.kind(), at.commit(), file.path());
            return html(repo, there, file)
                    .map(html -> new Readme(
                            Hidden.shown(there.name()), there.blob(file.path()), html, Hidden.reorders(html.safe())));
        });
    }

    /** One file, at its place; empty when it is no text or too long. */
    Optional<Html> html(long repo, Where at, File file) {
        Links links = new Links(at.blob(""), at.raw(""), at.parent());
        Key key = new Key(file.id(), at.name(), links);
        Html known = rendered.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Text text = trees.text(repo, file);
        if (file.binary() || text.tooBig()) {
            return Optional.empty();
        }
        Html html = markup.render(at.name(), String.join("\n", text.lines()), links);
        rendered.put(key, html);
        return Optional.of(html);
    }
}
