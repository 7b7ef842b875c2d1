package starforge.checks;

import java.time.Instant;
import java.util.List;

/**
 * What the check of all changed files came to.
 *
 * @param files how many were checked
 * @param errors in all of them
 * @param warnings in all of them
 * @param faulty those with errors or warnings, at most 100
 */
public record Run(int files, int errors, int warnings, List<Faulty> faulty, Instant at) {
    /** One file with errors or warnings. */
    public record Faulty(String path, int errors, int warnings) {}

    public Run {
        faulty = List.copyOf(faulty);
    }

    public boolean isFine() {
        return errors == 0;
    }
}
