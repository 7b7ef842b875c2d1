package starforge.code;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Unseen;
import starforge.checks.ChecksView;
import starforge.flags.Flags;
import starforge.git.read.Commit;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.git.read.Revision;
import starforge.markup.Links;
import starforge.markup.Markup;
import starforge.web.Exchange;
import starforge.web.Handler;
import starforge.web.Routes;

/**
 * What changed in a commit: {@code /<repo>/c/<id>}, as {@code .patch} or {@code .diff} for programs. With two dots in it the
 * address means a comparison, see {@link ComparePages}.
 */
final class CommitPages {
    static final RawType TEXT = new RawType("text/plain; charset=utf-8", "sandbox; default-src 'none'", true);

    private final CodeView code;
    private final Commits commits;
    private final Diffs diffs;
    private final Differences differences;
    private final ComparePages comparing;
    private final ChecksView checks;
    private final Flags flags;
    private final Markup markup = new Markup();

    /** Writes a commit for programs. */
    private interface Writer {
        void write(long repo, String commit, OutputStream out);
    }

    CommitPages(
            CodeView code,
            Commits commits,
            Diffs diffs,
            Differences differences,
            ComparePages comparing,
            ChecksView checks,
            Flags flags) {
        this.flags = flags;
        this.code = code;
        this.commits = commits;
        this.diffs = diffs;
        this.differences = differences;
        this.comparing = comparing;
        this.checks = checks;
    }

    void addTo(Routes routes) {
        Handler comparison = routes.costly(comparing::show);
        routes.repoGet(
                "c",
                Level.READ,
                exchange -> isComparison(exchange.rest()) ? comparison.answer(exchange) : show(exchange));
        routes.repoPost(
                "c",
                Level.READ,
                exchange -> isComparison(exchange.rest()) ? comparing.check(exchange) : check(exchange));
    }

    private Object check(Exchange exchange) {
        Commit commit = commits.find(exchange.repo().id(), exchange.rest()).orElseThrow(Refusal::notFound);
        return checks.askChanges(exchange, base(commit), commit.id(), CodeView.url(exchange) + "/c/" + commit.id());
    }

    private static String base(Commit commit) {
        return commit.parents().isEmpty() ? Diffs.EMPTY_TREE : commit.parents().get(0);
    }

    private static boolean isComparison(String rest) {
        return rest.isEmpty() || rest.contains("..");
    }

    private Object show(Exchange exchange) throws IOException {
        String rest = exchange.rest();
        if (rest.endsWith(".patch")) {
            return download(exchange, rest, ".patch", diffs::patch);
        }
        return rest.endsWith(".diff") ? download(exchange, rest, ".diff", diffs::diff) : commit(exchange, rest);
    }

    private Object commit(Exchange exchange, String id) {
        Commit commit = commits.find(exchange.repo().id(), id).orElseThrow(Refusal::notFound);
        Map<String, Object> model = code.model(exchange);
        describe(exchange, commit, model);
        String base = base(commit);
        checks.changes(exchange, base, commit.id(), model);
        model.put("flags", flags.of(exchange.repo().id(), commit.id()));
        differences.put(exchange, base, commit.id(), CodeView.url(exchange) + "/c/" + commit.id(), model);
        return exchange.keep().html("code/commit", model);
    }

    private void describe(Exchange exchange, Commit commit, Map<String, Object> model) {
        String url = CodeView.url(exchange);
        Where at = new Where(url, commit.id(), Revision.Kind.COMMIT, commit.id(), "");
        model.put("at", at);
        model.put("commit", CommitView.of(url, commit));
        model.put("committer", CommitView.name(commit.committer()));
        model.put("parents", commit.parents());
        if (!commit.body().isEmpty()) {
            model.put(
                    "body",
                    markup.render(
                            "message", Unseen.writtenInText(commit.body()), new Links(at.blob(""), at.raw(""), "")));
        }
    }

    private Object download(Exchange exchange, String rest, String ending, Writer writer) throws IOException {
        long repo = exchange.repo().id();
        String id = rest.substring(0, rest.length() - ending.length());
        Commit commit = commits.find(repo, id).orElseThrow(Refusal::notFound);
        RawPages.open(exchange, TEXT, commit.id().substring(0, 12) + ending);
        if (!exchange.rawRequest().getMethod().equals("HEAD")) {
            writer.write(repo, commit.id(), exchange.rawResponse().getOutputStream());
        }
        return "";
    }
}
