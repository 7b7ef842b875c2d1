package starforge.code;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.git.read.Blame;
import starforge.git.read.Blames;
import starforge.git.read.Entry;
import starforge.git.read.File;
import starforge.git.read.Text;
import starforge.git.read.Trees;
import starforge.markup.CodeRows;
import starforge.markup.Html;
import starforge.web.Exchange;
import starforge.web.Routes;

/**
 * Who wrote each line: {@code /<repo>/blame/<path>?identifier=<ref>}. What takes longer than two seconds is searched for
 * while the page shows the lines alone; {@code ?fill=<commit>} is answered with 202 until it is found.
 */
final class BlamePages {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final CodeView code;
    private final Trees trees;
    private final Blames blames;
    private final Painted painted;

    BlamePages(CodeView code, Trees trees, Blames blames, Painted painted) {
        this.code = code;
        this.trees = trees;
        this.blames = blames;
        this.painted = painted;
    }

    void addTo(Routes routes) {
        routes.repoGet("blame", Level.READ, routes.costly(this::blame));
    }

    private Object blame(Exchange exchange) {
        Where at = code.where(exchange, exchange.query("identifier").filter(ref -> !ref.isEmpty()), exchange.rest());
        Optional<String> filled = exchange.query("fill");
        return filled.isPresent() ? fill(exchange, at.pinnedTo(filled.get())) : show(exchange, at);
    }

    private Object show(Exchange exchange, Where at) {
        File file = file(exchange, at);
        Map<String, Object> model = code.model(exchange, at, ref -> at.blame(at.path(), ref));
        contents(exchange, at, file, MOMENT, model);
        if ("blame".equals(model.get("mode")) && Boolean.TRUE.equals(model.get("isWhole"))) {
            exchange.keep();
        }
        return exchange.html("code/blame", model);
    }

    /** The answer alone, at the commit that the page showed, once it is known. */
    private Object fill(Exchange exchange, Where at) {
        Map<String, Object> model = new HashMap<>(Map.of("at", at));
        contents(exchange, at, file(exchange, at), Duration.ZERO, model);
        if ("waiting".equals(model.get("mode"))) {
            exchange.status(202);
            return "";
        }
        return exchange.html("code/blame-fill", model);
    }

    private File file(Exchange exchange, Where at) {
        return trees.file(exchange.repo().id(), at.commit(), at.path())
                .filter(file -> file.kind() != Entry.Kind.LINK)
                .orElseThrow(Refusal::notFound);
    }

    private void contents(Exchange exchange, Where at, File file, Duration moment, Map<String, Object> model) {
        Text text = trees.text(exchange.repo().id(), file);
        model.put("size", FilePages.size(file.size()));
        model.put("permalink", at.blame(at.path(), at.commit()));
        model.put("lineCount", text.lines().size());
        model.put("fill", "");
        model.put("isWhole", true);
        if (file.binary()
                || text.encoding().startsWith("UTF-16")
                || text.encoding().startsWith("UTF-32")) {
            model.put("mode", "binary");
        } else if (text.tooBig() || text.lines().size() > Blames.MOST_LINES) {
            model.put("mode", "big");
        } else {
            lines(exchange, at, moment, painted.lines(file, text), model);
        }
    }

    private void lines(Exchange exchange, Where at, Duration moment, List<Html> lines, Map<String, Object> model) {
        Optional<Blame> blame = found(exchange, at, moment);
        model.put("mode", blame.isPresent() ? "blame" : "waiting");
        model.put("isWhole", blame.map(Blame::isWhole).orElse(true));
        model.put("rows", CodeRows.of(1, blame.isPresent() ? List.of() : lines));
        model.put("runs", blame.map(it -> Blamed.all(at, it, lines)).orElse(List.of()));
        model.put("fill", blame.isPresent() ? "" : at.blame(at.path(), at.ref()) + "&fill=" + at.commit());
    }

    private Optional<Blame> found(Exchange exchange, Where at, Duration moment) {
        try {
            return blames.within(moment, exchange.repo().id(), at.commit(), at.path());
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.UNAVAILABLE) {
                throw refusal;
            }
            return Optional.empty();
        }
    }
}
