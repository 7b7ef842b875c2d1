package starforge.code;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.git.read.Commit;
import starforge.git.read.CommitDiff;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.git.read.FileDiff;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.markup.Links;
import starforge.markup.Markup;
import starforge.web.Exchange;
import starforge.web.Routes;

/**
 * What changed: {@code /<repo>/c/<id>} in a commit, as {@code .patch} or {@code .diff} for programs, and
 * {@code /<repo>/c/<a>..<b>} on a branch since it left another. {@code ?file=<path>} shows one file, also a long one.
 */
final class CommitPages {
    private static final RawType TEXT = new RawType("text/plain; charset=utf-8", "sandbox; default-src 'none'", true);

    private final CodeView code;
    private final Refs refs;
    private final Commits commits;
    private final Diffs diffs;
    private final Markup markup = new Markup();

    /** Writes a commit for programs. */
    private interface Writer {
        void write(long repo, String commit, OutputStream out);
    }

    CommitPages(CodeView code, Refs refs, Commits commits, Diffs diffs) {
        this.code = code;
        this.refs = refs;
        this.commits = commits;
        this.diffs = diffs;
    }

    void addTo(Routes routes) {
        routes.repoGet("c", Level.READ, this::show);
    }

    private Object show(Exchange exchange) throws IOException {
        String rest = exchange.rest();
        int dots = rest.indexOf("..");
        if (dots >= 0) {
            return range(exchange, rest.substring(0, dots), rest.substring(dots + 2));
        }
        if (rest.endsWith(".patch")) {
            return download(exchange, rest, ".patch", diffs::patch);
        }
        return rest.endsWith(".diff") ? download(exchange, rest, ".diff", diffs::diff) : commit(exchange, rest);
    }

    private Object commit(Exchange exchange, String id) {
        long repo = exchange.repo().id();
        Commit commit = commits.find(repo, id).orElseThrow(Refusal::notFound);
        Map<String, Object> model = code.model(exchange);
        String page = CodeView.url(exchange) + "/c/" + commit.id();
        model.put("page", page);
        describe(exchange, commit, model);
        Optional<String> file = exchange.query("file");
        String base =
                commit.parents().isEmpty() ? Diffs.EMPTY_TREE : commit.parents().get(0);
        CommitDiff diff = file.isPresent() ? one(repo, base, commit.id(), file.get()) : diffs.of(repo, commit.id());
        changes(exchange, diff, page, model);
        return exchange.html("code/commit", model);
    }

    private void describe(Exchange exchange, Commit commit, Map<String, Object> model) {
        String url = CodeView.url(exchange);
        Where at = new Where(url, commit.id(), Revision.Kind.COMMIT, commit.id(), "");
        model.put("at", at);
        model.put("commit", CommitView.of(url, commit));
        model.put("committer", CommitView.name(commit.committer()));
        model.put("parents", commit.parents());
        if (!commit.body().isEmpty()) {
            model.put("body", markup.render("message", commit.body(), new Links(at.blob(""), at.raw(""), "")));
        }
    }

    /** A page of what changed, or all of it as text when the end is no ref but a ref and {@code .diff}. */
    private Object range(Exchange exchange, String from, String to) throws IOException {
        long repo = exchange.repo().id();
        Revision a = refs.resolve(repo, from).orElseThrow(Refusal::notFound);
        Optional<Revision> end = refs.resolve(repo, to);
        if (end.isEmpty() && to.endsWith(".diff")) {
            String ref = to.substring(0, to.length() - ".diff".length());
            return rangeText(exchange, a, refs.resolve(repo, ref).orElseThrow(Refusal::notFound));
        }
        Revision b = end.orElseThrow(Refusal::notFound);
        String url = CodeView.url(exchange);
        String page = url + "/c/" + Where.encode(from) + ".." + Where.encode(to);
        Map<String, Object> model = code.model(exchange);
        model.put("page", page);
        model.put("from", Hidden.shown(from));
        model.put("to", Hidden.shown(to));
        Optional<String> file = exchange.query("file");
        CommitDiff diff = file.isPresent()
                ? one(repo, diffs.mergeBase(repo, a.commit(), b.commit()).orElse(a.commit()), b.commit(), file.get())
                : diffs.between(repo, a.commit(), b.commit());
        changes(exchange, diff, page, model);
        return exchange.html("code/range", model);
    }

    private Object rangeText(Exchange exchange, Revision a, Revision b) throws IOException {
        long repo = exchange.repo().id();
        String base = diffs.mergeBase(repo, a.commit(), b.commit()).orElse(a.commit());
        RawPages.open(exchange, TEXT, base.substring(0, 12) + ".." + b.commit().substring(0, 12) + ".diff");
        if (!exchange.rawRequest().getMethod().equals("HEAD")) {
            diffs.diff(repo, base, b.commit(), exchange.rawResponse().getOutputStream());
        }
        return "";
    }

    private CommitDiff one(long repo, String base, String commit, String path) {
        FileDiff file = diffs.file(repo, base, commit, path).orElseThrow(Refusal::notFound);
        return new CommitDiff(base, commit, List.of(file), 1, Math.max(0, file.added()), Math.max(0, file.deleted()));
    }

    private static void changes(Exchange exchange, CommitDiff diff, String page, Map<String, Object> model) {
        model.put("diff", diff);
        model.put("isOne", exchange.query("file").isPresent());
        model.put("files", Changed.all(CodeView.url(exchange), diff.base(), diff.commit(), page, diff.files()));
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
