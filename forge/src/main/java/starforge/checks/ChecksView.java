package starforge.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import starforge.checks.checkers.Checkers;
import starforge.checks.checkers.Language;
import starforge.git.read.File;
import starforge.web.Exchange;
import starforge.web.Notice;

/** What pages of files and differences say of checks, and what their button does. */
public final class ChecksView {
    private final Checks checks;
    private final Checkers checkers;

    public ChecksView(Checks checks, Checkers checkers) {
        this.checks = checks;
        this.checkers = checkers;
    }

    /**
     * Puts what is known of a file into a model as {@code check}; nothing when no checker knows it.
     *
     * @param lines those of the file, or only the first
     * @return the numbers of those lines that something was found in, as text
     */
    public Set<String> file(File file, List<String> lines, Map<String, Object> model) {
        Optional<Language> language = language(file, lines);
        Optional<Report> report = language.flatMap(known -> checks.report(file.id(), known));
        if (language.isPresent()) {
            model.put("check", report.map(it -> Map.of("report", it)).orElse(Map.of()));
        }
        return report.map(it -> it.byLine().keySet()).orElse(Set.of());
    }

    private Optional<Language> language(File file, List<String> lines) {
        return file.binary()
                ? Optional.empty()
                : Language.of(file.path(), lines.isEmpty() ? "" : lines.get(0)).filter(checkers::know);
    }

    /** What is known of a file, for programs. */
    public Object fileJson(Exchange exchange, File file, List<String> lines) {
        Optional<Report> report = language(file, lines).flatMap(it -> checks.report(file.id(), it));
        Map<String, Object> answer = new HashMap<>();
        answer.put("blob", file.id());
        answer.put("language", language(file, lines).map(Language::word).orElse(""));
        answer.put("checked", report.isPresent());
        answer.put("checkers", report.map(Report::checkers).orElse(List.of()));
        answer.put("findings", report.map(Report::findings).orElse(List.of()));
        return exchange.json(answer);
    }

    /** Puts what is known of a difference into a model as {@code check}. */
    public void changes(Exchange exchange, String base, String tip, Map<String, Object> model) {
        Map<String, Object> check = new HashMap<>();
        checks.run(exchange.repo().id(), base, tip).ifPresent(run -> check.put("run", run));
        model.put("check", check);
    }

    /** Answers the button under a file. */
    public Object askFile(Exchange exchange, String commit, String path, String page) {
        return asked(exchange, checks.askFile(exchange.who(), exchange.repo().id(), commit, path), page);
    }

    /** Answers the button of a difference. */
    public Object askChanges(Exchange exchange, String base, String tip, String page) {
        return asked(exchange, checks.askChanges(exchange.who(), exchange.repo().id(), base, tip), page);
    }

    private static Object asked(Exchange exchange, long job, String page) {
        return exchange.wantsJson()
                ? exchange.status(202).json(Map.of("job", job, "topic", "job:" + job))
                : exchange.redirect(page, Notice.ok("checks.asked"));
    }
}
