package starforge.codesearch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.codesearch.CodeAnswers.Asked;
import starforge.codesearch.CodeSearch.Place;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Routes;

/** {@code /<repo>/search?q=&regex=&case=&word=&path=&lang=}: what stands in the files of the default branch. */
public final class CodeSearchPages {
    /** Who searches first waits so long for the files to be read. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Snapshots snapshots;
    private final CodeAnswers answers;
    private final RepoView view;

    public CodeSearchPages(Snapshots snapshots, CodeAnswers answers, RepoView view) {
        this.snapshots = snapshots;
        this.answers = answers;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoGet("search", Level.READ, routes.costly(this::search));
    }

    private Object search(Exchange exchange) throws Exception {
        exchange.endsHere();
        String name = exchange.repo().name().toString();
        boolean isAsked = !exchange.query("q").orElse("").isBlank();
        Map<String, Object> model = view.model(exchange);
        Snapshots.State state = snapshots.state(exchange.repo().id(), isAsked ? PATIENCE : Duration.ZERO);
        model.put("problem", state.problem());
        model.put("isFresh", state.isFresh());
        state.kept().ifPresent(kept -> {
            model.put("commit", kept.commit().equals(Snapshots.NO_COMMIT) ? "" : kept.commit());
            model.put("isPart", kept.isPart());
        });
        if (isAsked && state.kept().isEmpty() && exchange.wantsJson()) {
            throw state.problem().isEmpty()
                    ? Refusal.busy(SOON, "code-search.being-read")
                    : Refusal.inWords(Refusal.Reason.UNAVAILABLE, "", state.problem());
        }
        List<Place> places = state.kept().stream()
                .map(kept -> new Place(exchange.repo().id(), name))
                .toList();
        return answers.answer(exchange, new Asked("search/repo", "/" + name + "/search?", model, () -> places));
    }
}
