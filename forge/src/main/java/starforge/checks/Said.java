package starforge.checks;

import java.time.Instant;
import java.util.List;
import starforge.checks.checkers.Checker;
import starforge.checks.checkers.Finding;

/**
 * What one checker said of a file.
 *
 * @param checker its name
 * @param stamp that of the checker, or "" when it gave up: then it is asked again with the next wish
 */
record Said(String checker, String stamp, List<Finding> findings, Instant at) {
    Said {
        findings = List.copyOf(findings);
    }

    static Said by(Checker checker, List<Finding> findings, Instant at) {
        boolean isLasting = findings.stream().noneMatch(Finding::saysNothing);
        return new Said(checker.name(), isLasting ? checker.stamp() : "", findings, at);
    }

    boolean isOf(Checker other) {
        return checker.equals(other.name()) && stamp.equals(other.stamp());
    }
}
