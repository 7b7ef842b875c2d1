package starforge.checks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import starforge.checks.checkers.Finding;
import starforge.checks.checkers.Finding.Severity;

/**
 * What was found in one file.
 *
 * @param findings in the order of lines
 */
public record Report(List<Finding> findings, Instant at) {
    public Report {
        findings = List.copyOf(findings);
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
            lines.computeIfAbsent(String.valueOf(finding.line()), key -> new java.util.ArrayList<>())
                    .add(finding);
        }
        return lines;
    }
}
