package starforge.code;

import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.git.RefChanges;
import starforge.git.read.Commits;
import starforge.git.read.Drift;
import starforge.git.read.Drifts;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** How forks stand to their parents, and the button that takes over what a parent has more. */
final class Upstreams {
    private final RepoView view;
    private final Refs refs;
    private final Commits commits;
    private final Drifts drifts;
    private final RefChanges changes;

    Upstreams(RepoView view, Refs refs, Commits commits, Drifts drifts, RefChanges changes) {
        this.view = view;
        this.refs = refs;
        this.commits = commits;
        this.drifts = drifts;
        this.changes = changes;
    }

    void addTo(Routes routes) {
        routes.repoPost("forks/sync", Level.WRITE, this::sync);
    }

    /**
     * Compares the repository of a page with its parent.
     *
     * @return empty when it has none that the reader may see, and when that has no commit
     */
    Optional<Upstream> of(Exchange exchange) {
        return view.parent(exchange).flatMap(parent -> of(exchange.repo(), parent));
    }

    private Optional<Upstream> of(Gate.Entry fork, Gate.Entry parent) {
        Optional<Revision> theirs = tip(parent.id());
        return theirs.map(commit -> new Upstream(
                parent.name().toString(),
                refs.head(parent.id()).orElse(""),
                commit.commit(),
                tip(fork.id())
                        .map(own -> drifts.across(fork.id(), parent.id(), commit.commit(), own.commit()))
                        .orElseGet(() -> Optional.of(new Drift(commits.count(parent.id(), commit.commit()), 0)))));
    }

    private Optional<Revision> tip(long repo) {
        return refs.head(repo).flatMap(branch -> refs.resolve(repo, branch));
    }

    private Object sync(Exchange exchange) {
        Gate.Entry fork = exchange.repo();
        Gate.Entry parent = view.parent(exchange).orElseThrow(() -> new Refusal(Reason.CONFLICT, "upstream.none"));
        Upstream upstream =
                of(fork, parent).orElseThrow(() -> new Refusal(Reason.CONFLICT, "upstream.empty", parent.name()));
        if (upstream.isKnown() && upstream.behind() == 0) {
            return exchange.redirect("/" + fork.name(), Notice.info("upstream.nothing-new", parent.name()));
        }
        if (!upstream.canFollow()) {
            throw new Refusal(Reason.CONFLICT, "upstream.apart", parent.name());
        }
        String branch = refs.head(fork.id()).orElse(upstream.branch());
        changes.bring(fork, exchange.who(), branch, parent.id(), upstream.commit());
        return exchange.redirect("/" + fork.name(), Notice.ok("upstream.synced", parent.name()));
    }
}
