package starforge.code;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.git.read.Commits;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.git.read.TagRef;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** All branches and tags: {@code /<repo>/branches} and {@code /<repo>/releases}, with {@code ?q=} those with a text in their name. */
final class RefPages {
    private static final int PAGE = 50;

    private final RepoView view;
    private final Refs refs;
    private final Commits commits;

    /** A branch or tag before its commit is read. */
    private record Named(String name, String commit, Instant when, Optional<TagRef> tag) {}

    RefPages(RepoView view, Refs refs, Commits commits) {
        this.view = view;
        this.refs = refs;
        this.commits = commits;
    }

    void addTo(Routes routes) {
        routes.repoGet("branches", Level.READ, this::branches);
        routes.repoGet("releases", Level.READ, this::tags);
    }

    private Object branches(Exchange exchange) {
        List<Named> all = refs.branches(exchange.repo().id()).stream()
                .map(branch -> new Named(branch.name(), branch.commit(), branch.updated(), Optional.empty()))
                .toList();
        return show(exchange, "branches", Revision.Kind.BRANCH, all);
    }

    private Object tags(Exchange exchange) {
        List<Named> all = refs.tags(exchange.repo().id(), Integer.MAX_VALUE).stream()
                .map(tag -> new Named(tag.name(), tag.commit(), tag.when(), Optional.of(tag)))
                .toList();
        return show(exchange, "releases", Revision.Kind.TAG, all);
    }

    private Object show(Exchange exchange, String word, Revision.Kind kind, List<Named> all) {
        if (!exchange.rest().isEmpty()) {
            throw Refusal.notFound();
        }
        long repo = exchange.repo().id();
        String wanted = exchange.query("q").orElse("").strip();
        List<Named> found = all.stream()
                .filter(ref -> lower(ref.name()).contains(lower(wanted)))
                .toList();
        Pages pages = new Pages(exchange.page(), PAGE, found.size());
        Map<String, Object> model = view.model(exchange);
        String head = refs.head(repo).orElse("");
        Function<Named, RefRow> row = ref -> row(exchange, kind, ref, head);
        model.put(
                "refs", found.stream().skip(pages.offset()).limit(PAGE).map(row).toList());
        model.put("pages", pages);
        model.put("word", word);
        model.put("q", wanted);
        model.put("branchCount", refs.branchCount(repo));
        model.put("tagCount", refs.tagCount(repo));
        return exchange.html("code/refs", model);
    }

    private RefRow row(Exchange exchange, Revision.Kind kind, Named ref, String head) {
        String url = CodeView.url(exchange);
        Where at = new Where(url, ref.name(), kind, ref.commit(), "");
        CommitView commit = commits.find(exchange.repo().id(), ref.commit())
                .map(found -> CommitView.of(url, found))
                .orElseThrow(Refusal::notFound);
        String about = ref.tag().map(TagRef::subject).orElse("");
        boolean isDefault = kind == Revision.Kind.BRANCH && ref.name().equals(head);
        return new RefRow(at.shownRef(), at.tree(""), at.history(), commit, ref.when(), Hidden.shown(about), isDefault);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
