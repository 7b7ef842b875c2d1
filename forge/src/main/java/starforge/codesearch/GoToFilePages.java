package starforge.codesearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import starforge.access.Level;
import starforge.access.Unseen;
import starforge.code.Where;
import starforge.git.Repositories;
import starforge.git.read.Refs;
import starforge.highlight.Piece;
import starforge.markup.Html;
import starforge.markup.MarkedLine;
import starforge.markup.MarkedLine.Mark;
import starforge.markup.MarkedLine.Part;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /<repo>/search/files?q=}: files of the default branch by a few letters of their paths. */
public final class GoToFilePages {
    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private final Snapshots snapshots;
    private final PathLists lists;
    private final Refs refs;
    private final RepoView view;

    public GoToFilePages(Snapshots snapshots, Repositories repositories, Refs refs, RepoView view) {
        this.snapshots = snapshots;
        this.lists = new PathLists(repositories);
        this.refs = refs;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoGet("search/files", Level.READ, routes.costly(this::find));
    }

    /**
     * A file somebody may mean.
     *
     * @param html its path, with what was typed marked
     */
    public record Choice(String path, String url, Html html) {}

    private Object find(Exchange exchange) {
        exchange.endsHere();
        String typed = exchange.query("q").orElse("").strip();
        String wanted = PathGuess.typed(typed.substring(0, Math.min(typed.length(), LONGEST)));
        List<String> paths =
                lists.of(exchange.repo().id(), snapshots.head(exchange.repo().id()));
        List<Choice> choices = choices(exchange, paths, wanted);
        if (exchange.wantsJson()) {
            return exchange.json(Map.of(
                    "files",
                    choices.stream()
                            .map(choice -> Map.of("path", choice.path(), "url", choice.url()))
                            .toList()));
        }
        Map<String, Object> model = new HashMap<>(CodeAnswers.wantsLines(exchange) ? Map.of() : view.model(exchange));
        model.put("q", typed);
        model.put("choices", choices);
        model.put("count", paths.size());
        return CodeAnswers.wantsLines(exchange)
                ? exchange.line(Map.of("head", exchange.html("search/choices", model)))
                : exchange.html("search/files", model);
    }

    private List<Choice> choices(Exchange exchange, List<String> paths, String wanted) {
        String folder = "/" + exchange.repo().name() + "/blob/"
                + Where.encode(refs.head(exchange.repo().id()).orElse("")) + "/f/";
        List<PathGuess> best = wanted.isEmpty()
                ? paths.stream()
                        .limit(MOST)
                        .map(path -> new PathGuess(path, 0, List.of()))
                        .toList()
                : paths.stream()
                        .flatMap(path -> PathGuess.of(path, wanted).stream())
                        .sorted(PathGuess.BEST_FIRST)
                        .limit(MOST)
                        .toList();
        return best.stream()
                .map(guess -> new Choice(guess.path(), folder + Where.encode(guess.path()), drawn(guess)))
                .toList();
    }

    /** What hides in a path is written out, and then nothing is marked: its letters have moved. */
    private static Html drawn(PathGuess guess) {
        String shown = Unseen.written(guess.path());
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int place : shown.equals(guess.path()) ? guess.marked() : List.<Integer>of()) {
            parts.add(new Part(place - at, Mark.NONE));
            parts.add(new Part(1, Mark.FOUND));
            at = place + 1;
        }
        parts.add(new Part(shown.length() - at, Mark.NONE));
        return MarkedLine.of(List.of(new Piece(shown, "")), parts);
    }
}
