package starforge.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.git.read.CommitDiff;
import starforge.git.read.Diffs;
import starforge.git.read.FileDiff;
import starforge.git.read.Trees;
import starforge.highlight.Highlighter;
import starforge.web.Exchange;

/**
 * The difference of two commits on a page: all files or, with {@code ?file=<path>}, one; in one column or, with
 * {@code ?view=split}, in two. The view is remembered by the browser.
 */
final class Differences {
    private static final String COOKIE = "starforge_diff";
    private static final String SPLIT = "split";
    private static final String UNIFIED = "unified";

    private final Diffs diffs;
    private final Trees trees;
    private final Highlighter highlighter;

    Differences(Diffs diffs, Trees trees, Highlighter highlighter) {
        this.diffs = diffs;
        this.trees = trees;
        this.highlighter = highlighter;
    }

    /**
     * Puts what a page says of a difference into its model.
     *
     * @param base the older commit, or the empty tree
     * @param commit the newer one
     * @param page address of the page with all files
     */
    void put(Exchange exchange, String base, String commit, String page, Map<String, Object> model) {
        Optional<String> file = exchange.query("file");
        CommitDiff diff = file.isPresent()
                ? one(exchange.repo().id(), base, commit, file.get())
                : diffs.from(exchange.repo().id(), base, commit);
        boolean split = split(exchange);
        String here = file.map(path -> page + "?file=" + Where.encode(path).replace("/", "%2F") + "&")
                .orElse(page + "?");
        model.put("page", page);
        model.put("diff", diff);
        model.put("isOne", file.isPresent());
        model.put("view", split ? SPLIT : UNIFIED);
        model.put("viewUrl", here + "view=");
        Drawing drawing = new Drawing(trees, highlighter, exchange.repo().id(), diff);
        model.put("files", Changed.all(CodeView.url(exchange), diff, page, split, drawing));
    }

    private CommitDiff one(long repo, String base, String commit, String path) {
        FileDiff file = diffs.file(repo, base, commit, path).orElseThrow(Refusal::notFound);
        return new CommitDiff(base, commit, List.of(file), 1, Math.max(0, file.added()), Math.max(0, file.deleted()));
    }

    /** Whether both sides stand beside each other: as asked for now, else as asked for last. */
    private static boolean split(Exchange exchange) {
        Optional<String> asked = exchange.query("view").filter(List.of(SPLIT, UNIFIED)::contains);
        asked.ifPresent(view -> exchange.cookies().set(COOKIE, view));
        return asked.orElseGet(() -> exchange.cookies().get(COOKIE)).equals(SPLIT);
    }
}
