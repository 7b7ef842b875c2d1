package starforge.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import starforge.checks.checkers.Finding;
import starforge.checks.checkers.Finding.Severity;

/**
 * What was found in one file.
 *
 * @param findings in the order of lines
 * @param checkers who looked at it
 * @param at when the last of them did
 */
public record Report(List<Finding> findings, List<String> checkers, Instant at) {
    public Report {
        findings = List.copyOf(findings);
        checkers = List.copyOf(checkers);
    }

    static Report of(List<Said> all) {
        List<Finding> findings = all.stream()
                .flatMap(said -> said.findings().stream())
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .toList();
        List<String> checkers = all.stream().map(Said::checker).sorted().toList();
        Instant last = all.stream().map(Said::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        return new Report(findings, checkers, last);
    }

    public int errors() {
        return count(Severity.ERROR);
    }

    public int warnings() {
        return count(Severity.WARNING);
    }

    private int count(Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** The findings of each line that has some, by its number as text. */
    public Map<String, List<Finding>> byLine() {
        Map<String, List<Finding>> lines = new TreeMap<>();
        for (Finding finding : findings) {
            lines.computeIfAbsent(String.valueOf(finding.line()), key -> new ArrayList<>())
                    .add(finding);
        }
        return lines;
    }
}
