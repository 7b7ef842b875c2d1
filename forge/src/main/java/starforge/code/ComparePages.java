package starforge.code;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.checks.ChecksView;
import starforge.git.read.Branch;
import starforge.git.read.Commit;
import starforge.git.read.Diffs;
import starforge.git.read.Drift;
import starforge.git.read.Drifts;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.git.read.TagRef;
import starforge.web.Exchange;

/**
 * What one branch, tag or commit has that another has not: {@code /<repo>/c/<a>..<b>}, compared with the commit where they
 * parted (so {@code a...b} is the same), as {@code .diff} or {@code .patch} for programs, and {@code /<repo>/c} with the
 * form ({@code from to}) that leads there.
 */
final class ComparePages {
    private static final int MOST_COMMITS = 100;
    private static final int MOST_CHOICES = 100;

    private final CodeView code;
    private final Refs refs;
    private final Diffs diffs;
    private final Drifts drifts;
    private final Differences differences;
    private final ChecksView checks;

    /** The ends of a comparison as they stand in the address. */
    private record Ends(String from, String to) {
        static Ends of(String rest) {
            int dots = rest.indexOf("..");
            String to = rest.substring(dots + 2);
            return new Ends(rest.substring(0, dots), to.startsWith(".") ? to.substring(1) : to);
        }

        Ends without(String ending) {
            return new Ends(from, to.substring(0, to.length() - ending.length()));
        }

        String address(String url) {
            return url + "/c/" + Where.encode(from) + ".." + Where.encode(to);
        }
    }

    /** Both ends found. */
    private record Found(Revision from, Revision to) {}

    /** Writes a comparison for programs. */
    private interface Writer {
        void write(long repo, String from, String to, OutputStream out);
    }

    ComparePages(CodeView code, Refs refs, Diffs diffs, Drifts drifts, Differences differences, ChecksView checks) {
        this.code = code;
        this.refs = refs;
        this.diffs = diffs;
        this.drifts = drifts;
        this.differences = differences;
        this.checks = checks;
    }

    Object show(Exchange exchange) throws IOException {
        if (exchange.rest().isEmpty()) {
            return form(exchange);
        }
        long repo = exchange.repo().id();
        Ends ends = Ends.of(exchange.rest());
        Optional<Found> found = find(repo, ends);
        // A ref may end in .diff itself, so the ending counts only where there is no such ref.
        if (found.isEmpty() && ends.to().endsWith(".diff")) {
            return text(exchange, ends, ".diff", this::diff);
        }
        if (found.isEmpty() && ends.to().endsWith(".patch")) {
            return text(exchange, ends, ".patch", diffs::patches);
        }
        return page(exchange, ends, found.orElseThrow(Refusal::notFound));
    }

    /** Answers the button: checks what the page shows. */
    Object check(Exchange exchange) {
        if (exchange.rest().isEmpty()) {
            throw Refusal.notFound();
        }
        long repo = exchange.repo().id();
        Ends ends = Ends.of(exchange.rest());
        Found found = find(repo, ends).orElseThrow(Refusal::notFound);
        String to = found.to().commit();
        String base = diffs.mergeBase(repo, found.from().commit(), to)
                .orElse(found.from().commit());
        return checks.askChanges(exchange, base, to, ends.address(CodeView.url(exchange)));
    }

    private Optional<Found> find(long repo, Ends ends) {
        return refs.resolve(repo, ends.from())
                .flatMap(from -> refs.resolve(repo, ends.to()).map(to -> new Found(from, to)));
    }

    private Object page(Exchange exchange, Ends ends, Found found) {
        long repo = exchange.repo().id();
        String url = CodeView.url(exchange);
        String from = found.from().commit();
        String to = found.to().commit();
        Map<String, Object> model = code.model(exchange);
        fill(exchange, ends, model);
        Optional<Drift> drift = drifts.between(repo, from, to);
        List<Commit> commits = drifts.onlyIn(repo, from, to, MOST_COMMITS);
        model.put(
                "commits",
                commits.stream().map(commit -> CommitView.of(url, commit)).toList());
        model.put("ahead", drift.map(Drift::ahead).orElse(-1));
        model.put("behind", drift.map(Drift::behind).orElse(-1));
        model.put("swapped", new Ends(ends.to(), ends.from()).address(url));
        String base = diffs.mergeBase(repo, from, to).orElse(from);
        checks.changes(exchange, base, to, model);
        differences.put(exchange, base, to, ends.address(url), model);
        return exchange.html("code/range", model);
    }

    private Object form(Exchange exchange) {
        long repo = exchange.repo().id();
        Ends ends = new Ends(
                exchange.query("from").orElse("").strip(),
                exchange.query("to").orElse("").strip());
        if (find(repo, ends).isPresent()) {
            return exchange.redirect(ends.address(CodeView.url(exchange)));
        }
        Map<String, Object> model = code.model(exchange);
        boolean asked = exchange.query("to").isPresent();
        Map<String, String> errors = new HashMap<>();
        if (asked) {
            check(repo, "from", ends.from(), errors);
            check(repo, "to", ends.to(), errors);
            exchange.status(Refusal.Reason.INVALID.status());
        }
        model.put("errors", errors);
        fill(
                exchange,
                ends.from().isEmpty() && !asked ? new Ends(refs.head(repo).orElse(""), "") : ends,
                model);
        return exchange.html("code/compare", model);
    }

    private void check(long repo, String field, String name, Map<String, String> errors) {
        if (refs.resolve(repo, name).isEmpty()) {
            String key = name.isEmpty() ? "compare.nothing-chosen" : "compare.no-such-ref";
            errors.put(field, Refusal.invalid(field, key, Hidden.shown(name)).text());
        }
    }

    /** What the form for choosing both ends needs. */
    private void fill(Exchange exchange, Ends ends, Map<String, Object> model) {
        long repo = exchange.repo().id();
        model.put("from", Hidden.shown(ends.from()));
        model.put("to", Hidden.shown(ends.to()));
        model.put(
                "choices",
                java.util.stream.Stream.concat(
                                refs.branches(repo).stream().map(Branch::name).limit(MOST_CHOICES),
                                refs.tags(repo, MOST_CHOICES / 2).stream().map(TagRef::name))
                        .toList());
    }

    private Object text(Exchange exchange, Ends ends, String ending, Writer writer) throws IOException {
        long repo = exchange.repo().id();
        Found found = find(repo, ends.without(ending)).orElseThrow(Refusal::notFound);
        String a = found.from().commit();
        String b = found.to().commit();
        RawPages.open(exchange, CommitPages.TEXT, a.substring(0, 12) + ".." + b.substring(0, 12) + ending);
        if (!exchange.rawRequest().getMethod().equals("HEAD")) {
            writer.write(repo, a, b, exchange.rawResponse().getOutputStream());
        }
        return "";
    }

    private void diff(long repo, String from, String to, OutputStream out) {
        diffs.diff(repo, diffs.mergeBase(repo, from, to).orElse(from), to, out);
    }
}
