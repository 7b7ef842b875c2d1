package starforge.code;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.flags.Flags;
import starforge.flags.Mark;
import starforge.git.RefChanges;
import starforge.git.read.Branch;
import starforge.git.read.Commits;
import starforge.git.read.Drift;
import starforge.git.read.Drifts;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/**
 * All branches, {@code /<repo>/branches}, with {@code ?q=} those with a text in their name; each with how far it is from the
 * default branch. POST {@code /<repo>/b/<branch>/delete} deletes one.
 */
final class BranchPages {
    private static final int PAGE = 50;
    private static final String DELETE = "/delete";
    /** What is not counted by then is counted when the page is loaded again. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final RepoView view;
    private final Refs refs;
    private final Commits commits;
    private final Drifts drifts;
    private final RefChanges changes;
    private final Flags flags;

    BranchPages(RepoView view, Refs refs, Commits commits, Drifts drifts, RefChanges changes, Flags flags) {
        this.flags = flags;
        this.view = view;
        this.refs = refs;
        this.commits = commits;
        this.drifts = drifts;
        this.changes = changes;
    }

    void addTo(Routes routes) {
        routes.repoGet("branches", Level.READ, this::branches);
        routes.repoPost("b", Level.WRITE, this::delete);
    }

    private Object branches(Exchange exchange) {
        exchange.endsHere();
        long repo = exchange.repo().id();
        String wanted = exchange.query("q").orElse("").strip();
        String head = refs.head(repo).orElse("");
        List<Branch> all = refs.branches(repo);
        List<Branch> found = all.stream()
                .filter(branch -> lower(branch.name()).contains(lower(wanted)))
                .sorted(Comparator.comparing(branch -> !branch.name().equals(head)))
                .toList();
        Pages pages = new Pages(exchange.page(), PAGE, found.size());
        List<Branch> shown = found.stream().skip(pages.offset()).limit(PAGE).toList();
        Map<String, Object> model = view.model(exchange);
        List<BranchRow> rows = rows(exchange, head, all, shown);
        model.put("branches", rows);
        model.put("pages", pages);
        model.put("q", wanted);
        model.put("head", Hidden.shown(head));
        if (rows.stream().noneMatch(row -> row.behind() == BranchRow.LATER)) {
            exchange.keep();
        }
        return exchange.html("code/branches", model);
    }

    private List<BranchRow> rows(Exchange exchange, String head, List<Branch> all, List<Branch> shown) {
        Optional<Branch> main =
                all.stream().filter(branch -> branch.name().equals(head)).findFirst();
        List<Optional<Drift>> known = main.map(from -> drifts.within(
                        PATIENCE,
                        exchange.repo().id(),
                        from.commit(),
                        shown.stream().map(Branch::commit).toList()))
                .orElse(List.of());
        Map<String, Mark> marks = flags.marks(
                exchange.repo().id(), shown.stream().map(Branch::commit).toList());
        List<BranchRow> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Optional<Optional<Drift>> drift = i < known.size() ? Optional.of(known.get(i)) : Optional.empty();
            rows.add(row(exchange, head, shown.get(i), drift, marks));
        }
        return rows;
    }

    private BranchRow row(
            Exchange exchange, String head, Branch branch, Optional<Optional<Drift>> counted, Map<String, Mark> marks) {
        String url = CodeView.url(exchange);
        Where at = new Where(url, branch.name(), Revision.Kind.BRANCH, branch.commit(), "");
        CommitView commit = commits.find(exchange.repo().id(), branch.commit())
                .map(found -> CommitView.of(url, found).marked(marks))
                .orElseThrow(Refusal::notFound);
        boolean isDefault = branch.name().equals(head);
        RefRow row = new RefRow(at.shownRef(), at.tree(""), at.history(), commit, branch.updated(), "", isDefault);
        int missing = counted.isPresent() ? BranchRow.MANY : BranchRow.LATER;
        Optional<Drift> drift = counted.flatMap(found -> found);
        return new BranchRow(
                row,
                drift.map(Drift::behind).orElse(missing),
                drift.map(Drift::ahead).orElse(missing),
                url + "/c/" + Where.encode(head) + ".." + Where.encode(branch.name()),
                isDefault ? "" : url + "/b/" + Where.encode(branch.name()) + DELETE);
    }

    private Object delete(Exchange exchange) {
        if (!exchange.rest().endsWith(DELETE)) {
            throw Refusal.notFound();
        }
        String branch = exchange.rest().substring(0, exchange.rest().length() - DELETE.length());
        changes.deleteBranch(exchange.repo(), exchange.who(), branch);
        return exchange.redirect(
                CodeView.url(exchange) + "/branches", Notice.ok("branch.deleted", Hidden.shown(branch)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
