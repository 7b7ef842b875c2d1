package starforge.code;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.checks.ChecksView;
import starforge.git.read.Entry;
import starforge.git.read.File;
import starforge.git.read.Text;
import starforge.git.read.Trees;
import starforge.markup.Html;
import starforge.markup.Markup;
import starforge.web.Exchange;
import starforge.web.Routes;
import starforge.words.Words;

/** One file: {@code /<repo>/blob/<ref>/f/<path>}, with {@code ?plain=1} for the source of what is shown rendered. */
final class FilePages {
    private final CodeView code;
    private final Trees trees;
    private final Lately lately;
    private final Readmes readmes;
    private final Painted painted;
    private final ChecksView checks;

    FilePages(CodeView code, Trees trees, Lately lately, Readmes readmes, Painted painted, ChecksView checks) {
        this.code = code;
        this.trees = trees;
        this.lately = lately;
        this.readmes = readmes;
        this.painted = painted;
        this.checks = checks;
    }

    void addTo(Routes routes) {
        routes.repoGet("blob", Level.READ, this::blob);
        routes.repoPost("blob", Level.READ, this::check);
    }

    private Object blob(Exchange exchange) {
        Where at = code.where(exchange);
        long repo = exchange.repo().id();
        Optional<File> file = trees.file(repo, at.commit(), at.path());
        if (file.isEmpty()) {
            return folder(exchange, at);
        }
        if (exchange.query("checks").isPresent()) {
            return checks.fileJson(
                    exchange, file.get(), trees.text(repo, file.get()).lines());
        }
        return exchange.query("fill").isPresent() ? fill(exchange, at) : show(exchange, at, file.get());
    }

    private Object check(Exchange exchange) {
        Where at = code.where(exchange);
        File file = trees.file(exchange.repo().id(), at.commit(), at.path()).orElseThrow(Refusal::notFound);
        return checks.askFile(exchange, at.commit(), file.path(), at.blob(at.path()));
    }

    private Object folder(Exchange exchange, Where at) {
        Entry entry = trees.find(exchange.repo().id(), at.commit(), at.path()).orElseThrow(Refusal::notFound);
        if (entry.kind() != Entry.Kind.FOLDER) {
            throw Refusal.notFound();
        }
        return exchange.redirect(at.tree(at.path()));
    }

    private Object show(Exchange exchange, Where at, File file) {
        Map<String, Object> model = code.model(exchange, at, ref -> at.at(ref).blob(at.path()));
        Optional<Map<String, CommitView>> around = lately.around(exchange.repo().id(), at);
        around.map(all -> all.get(at.name())).ifPresent(tip -> model.put("tip", tip));
        model.put("fill", around.isPresent() ? "" : at.pinned().blob(at.path()) + "?fill=" + at.commit());
        model.put("permalink", at.pinned().blob(at.path()));
        model.put("size", size(file.size()));
        model.put("executable", file.kind() == Entry.Kind.EXECUTABLE);
        contents(exchange, at, file, model);
        around.ifPresent(known -> exchange.keep());
        return exchange.html("code/file", model);
    }

    /** The last commit of the file, once it is known. */
    private Object fill(Exchange exchange, Where at) {
        Optional<Map<String, CommitView>> around = lately.around(exchange.repo().id(), at);
        if (around.isEmpty()) {
            exchange.status(202);
            return "";
        }
        Optional<CommitView> tip = Optional.ofNullable(around.get().get(at.name()));
        return exchange.html(
                "code/file-fill",
                Map.of("at", at, "fill", "", "tip", tip.<Object>map(it -> it).orElse("")));
    }

    /** Decides how the file is shown and puts what that needs into the model. */
    private void contents(Exchange exchange, Where at, File file, Map<String, Object> model) {
        boolean source = exchange.query("plain").filter("1"::equals).isPresent();
        boolean isLink = file.kind() == Entry.Kind.LINK;
        boolean isImage = !isLink && RawType.of(at.name(), file).isImage();
        Optional<Html> html = !isLink && !source && Markup.isRendered(at.name())
                ? readmes.html(exchange.repo().id(), at, file)
                : Optional.empty();
        html.ifPresent(safe -> model.put("html", safe));
        model.put("source", source);
        model.put("hasSource", !file.binary() && (Markup.isRendered(at.name()) || isImage) && !isLink);
        model.put("hasBlame", !isLink && !file.binary());
        if (isImage && !source) {
            model.put("mode", "image");
        } else if (file.binary()) {
            model.put("mode", "binary");
        } else {
            text(exchange, file, html.isPresent(), model);
        }
    }

    private void text(Exchange exchange, File file, boolean isRendered, Map<String, Object> model) {
        Text text = trees.text(exchange.repo().id(), file);
        boolean reorders = text.lines().stream().anyMatch(Hidden::reorders);
        model.put("reorders", reorders);
        model.put("lineCount", text.lines().size());
        Set<String> found = file.kind() == Entry.Kind.LINK ? Set.of() : checks.file(file, text.lines(), model);
        painted.language(file, text).ifPresent(it -> model.put("language", it.name()));
        if (text.tooBig()) {
            model.put("mode", "big");
        } else if (file.kind() == Entry.Kind.LINK) {
            model.put("mode", "link");
            model.put("target", Hidden.shown(String.join("\n", text.lines())));
        } else if (isRendered) {
            model.put("mode", "rendered");
        } else {
            model.put("mode", "lines");
            model.put("stretches", Stretch.all(painted.lines(file, text), found));
        }
    }

    /** A size in words, powers of ten. */
    static String size(long bytes) {
        Words words = Words.english();
        if (bytes < 1_000) {
            return words.say("file.bytes", bytes);
        }
        return bytes < 999_950 ? words.say("file.kb", tenths(bytes / 1e3)) : words.say("file.mb", tenths(bytes / 1e6));
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
