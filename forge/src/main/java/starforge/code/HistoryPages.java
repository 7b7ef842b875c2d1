package starforge.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.flags.Flags;
import starforge.flags.Mark;
import starforge.git.read.Commit;
import starforge.git.read.Commits;
import starforge.web.Exchange;
import starforge.web.Handler;
import starforge.web.Routes;

/** {@code /<repo>/commits/<ref>}, and the commits of one path: {@code /<repo>/history/<path>?identifier=<ref>}. */
final class HistoryPages {
    private static final int COMMITS = 50;

    private final CodeView code;
    private final Commits commits;
    private final Flags flags;

    HistoryPages(CodeView code, Commits commits, Flags flags) {
        this.flags = flags;
        this.code = code;
        this.commits = commits;
    }

    void addTo(Routes routes) {
        Handler deep = routes.costly(this::commits);
        routes.repoGet(
                "commits", Level.READ, exchange -> exchange.page() > 1 ? deep.answer(exchange) : commits(exchange));
        routes.repoGet("history", Level.READ, routes.costly(this::history));
    }

    private Object commits(Exchange exchange) {
        long repo = exchange.repo().id();
        if (exchange.rest().isEmpty()) {
            return exchange.redirect(code.where(exchange, Optional.empty(), "").history());
        }
        boolean isDefault =
                code.defaultBranch(repo).filter(exchange.rest()::equals).isPresent();
        if (isDefault
                && code.first(repo)
                        .filter(first -> first.name().equals(exchange.rest()))
                        .isEmpty()) {
            // The default branch is not there; the front page says so and shows what is.
            return exchange.redirect(CodeView.url(exchange));
        }
        Where at = code.where(exchange);
        return at.path().isEmpty() ? show(exchange, at, ref -> at.at(ref).history()) : exchange.redirect(at.history());
    }

    private Object history(Exchange exchange) {
        String path = exchange.rest();
        Where at = code.where(exchange, exchange.query("identifier").filter(ref -> !ref.isEmpty()), path);
        return path.isEmpty()
                ? exchange.redirect(at.history())
                : show(exchange, at, ref -> at.at(ref).history());
    }

    private Object show(Exchange exchange, Where at, UnaryOperator<String> address) {
        int page = exchange.page();
        List<Commit> found =
                commits.ofPath(exchange.repo().id(), at.commit(), at.path(), (page - 1) * COMMITS, COMMITS + 1);
        if (found.isEmpty()) {
            throw Refusal.notFound();
        }
        Map<String, Mark> marks =
                flags.marks(exchange.repo().id(), found.stream().map(Commit::id).toList());
        List<CommitView> shown = found.stream()
                .limit(COMMITS)
                .map(commit -> CommitView.of(at.url(), commit).marked(marks))
                .toList();
        Map<String, Object> model = code.model(exchange, at, address);
        model.put("days", Day.group(shown));
        model.put("newer", page > 1 ? page(at, page - 1) : "");
        model.put("older", found.size() > COMMITS ? page(at, page + 1) : "");
        return exchange.keep().html("code/commits", model);
    }

    private static String page(Where at, int page) {
        return at.history() + (at.path().isEmpty() ? "?" : "&") + "page=" + page;
    }
}
