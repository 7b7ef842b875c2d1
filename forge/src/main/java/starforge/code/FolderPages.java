package starforge.code;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.flags.Flags;
import starforge.git.read.Commits;
import starforge.git.read.Entry;
import starforge.git.read.FileSizes;
import starforge.git.read.Place;
import starforge.git.read.Revision;
import starforge.git.read.Trees;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/**
 * The front page of a repository and its folders: {@code /<repo>} and {@code /<repo>/tree/<ref>/f/<path>}. The list is
 * shown at once; last commits that are not known yet are fetched by {@code ?fill=<commit>}, answered with 202 until then.
 */
final class FolderPages {
    private static final int ENTRIES = 1_000;
    /** As long as the languages of a small repository take. */
    private static final Duration A_BLINK = Duration.ofMillis(20);

    private final CodeView code;
    private final Trees trees;
    private final Commits commits;
    private final Lately lately;
    private final Readmes readmes;
    private final FileSizes sizes;
    private final Upstreams upstreams;
    private final Flags flags;

    FolderPages(
            CodeView code,
            Trees trees,
            Commits commits,
            Lately lately,
            Readmes readmes,
            FileSizes sizes,
            Upstreams upstreams,
            Flags flags) {
        this.flags = flags;
        this.code = code;
        this.trees = trees;
        this.commits = commits;
        this.lately = lately;
        this.readmes = readmes;
        this.sizes = sizes;
        this.upstreams = upstreams;
    }

    void addTo(Routes routes) {
        routes.repoGet("", Level.READ, this::front);
        routes.repoGet("tree", Level.READ, this::tree);
    }

    private Object front(Exchange exchange) {
        exchange.endsHere();
        Optional<Revision> first = code.first(exchange.repo().id());
        Optional<String> languages = exchange.query("languages");
        if (languages.isPresent()) {
            return languages(exchange, languages.get());
        }
        return first.isPresent()
                ? show(exchange, Where.of(CodeView.url(exchange), new Place(first.get(), "")), true)
                : empty(exchange);
    }

    private Object empty(Exchange exchange) {
        Map<String, Object> model = code.model(exchange);
        if (!upstream(exchange, model)) {
            exchange.keep();
        }
        return exchange.html("code/empty", model);
    }

    /** Says in the model how a fork stands to its parent; that changes with the parent, so such a page is not kept. */
    private boolean upstream(Exchange exchange, Map<String, Object> model) {
        Optional<Upstream> upstream = upstreams.of(exchange);
        upstream.ifPresent(found -> model.put("upstream", found));
        return upstream.isPresent();
    }

    private Object tree(Exchange exchange) {
        Where at = code.where(exchange);
        Entry entry = trees.find(exchange.repo().id(), at.commit(), at.path()).orElseThrow(Refusal::notFound);
        return switch (entry.kind()) {
            case FOLDER ->
                exchange.query("fill")
                        .map(commit -> fill(exchange, at, commit))
                        .orElseGet(() -> show(exchange, at, false));
            case SUBMODULE -> throw Refusal.notFound();
            default -> exchange.redirect(at.blob(at.path()));
        };
    }

    private Object show(Exchange exchange, Where at, boolean isFront) {
        long repo = exchange.repo().id();
        Map<String, Object> model = code.model(exchange, at, ref -> at.at(ref).tree(at.path()));
        boolean complete = list(exchange, at, model);
        model.put("fill", complete ? "" : at.tree(at.path()) + "?fill=" + at.commit() + "&page=" + exchange.page());
        model.put("isFront", isFront);
        model.put(
                "missing",
                code.defaultBranch(repo)
                        .filter(name -> isFront && !name.equals(at.ref()))
                        .orElse(""));
        boolean followsParent = isFront && upstream(exchange, model);
        if (isFront) {
            languages(repo, at, model);
        }
        boolean isCounted = !at.path().isEmpty() || count(repo, at, model);
        readmes.of(repo, at).ifPresent(readme -> model.put("readme", readme));
        boolean hasLanguages = model.getOrDefault("languagesFill", "").equals("");
        if (complete && hasLanguages && isCounted && !followsParent) {
            exchange.keep();
        }
        return exchange.html("code/folder", model);
    }

    /** The parts of a page that were not known at first, at the commit that it showed. */
    private Object fill(Exchange exchange, Where at, String commit) {
        Where shown = at.pinnedTo(commit);
        Map<String, Object> model = new HashMap<>(Map.of("at", shown, "fill", ""));
        boolean complete = list(exchange, shown, model);
        if (!complete) {
            exchange.status(202);
            return "";
        }
        return exchange.html("code/folder-fill", model);
    }

    /** Puts the languages into the model, or the address that has them later. */
    private void languages(long repo, Where at, Map<String, Object> model) {
        Optional<List<LanguageShare>> known = languages(repo, at.commit(), A_BLINK);
        model.put("languages", known.orElse(List.of()));
        model.put("languagesFill", known.isPresent() ? "" : at.url() + "?languages=" + at.commit());
    }

    private Object languages(Exchange exchange, String commit) {
        Optional<List<LanguageShare>> known = languages(exchange.repo().id(), commit, Duration.ZERO);
        if (known.isEmpty()) {
            exchange.status(202);
            return "";
        }
        return exchange.html("code/languages-fill", Map.of("languages", known.get(), "languagesFill", ""));
    }

    private Optional<List<LanguageShare>> languages(long repo, String commit, Duration moment) {
        return sizes.within(moment, repo, commit).map(LanguageShare::of);
    }

    /** Puts the entries and their last commits into the model. Says whether these are known. */
    private boolean list(Exchange exchange, Where at, Map<String, Object> model) {
        long repo = exchange.repo().id();
        List<Entry> entries = trees.list(repo, at.commit(), at.path());
        Pages pages = new Pages(exchange.page(), ENTRIES, entries.size());
        if (pages.page() > pages.last()) {
            throw Refusal.notFound();
        }
        int end = Math.min(pages.offset() + ENTRIES, entries.size());
        List<Entry> shown = entries.subList(pages.offset(), end);
        model.put("rows", shown.stream().map(entry -> Row.of(at, entry)).toList());
        model.put("pages", pages);
        Optional<Map<String, CommitView>> last =
                lately.in(repo, at, at.path(), shown.stream().map(Entry::name).toList());
        model.put("last", last.orElse(Map.of()));
        return tip(repo, at, model) && last.isPresent();
    }

    /** The newest commit that touched this folder; of the root it is the commit itself. */
    private boolean tip(long repo, Where at, Map<String, Object> model) {
        if (at.path().isEmpty()) {
            commits.find(repo, at.commit())
                    .ifPresent(tip -> model.put(
                            "tip", CommitView.of(at.url(), tip).marked(flags.marks(repo, List.of(tip.id())))));
            return true;
        }
        Optional<Map<String, CommitView>> around = lately.around(repo, at);
        around.map(all -> all.get(at.name()))
                .ifPresent(tip -> model.put("tip", tip.marked(flags.marks(repo, List.of(tip.id())))));
        return around.isPresent();
    }

    /** Puts into the model how many commits there are; false when counting takes too long. */
    private boolean count(long repo, Where at, Map<String, Object> model) {
        try {
            model.put("commitCount", commits.count(repo, at.commit()));
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.UNAVAILABLE) {
                throw refusal;
            }
            return false;
        }
    }
}
