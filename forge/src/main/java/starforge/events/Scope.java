package starforge.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Some of all repositories.
 *
 * @param everythingPublic every public one
 * @param repos and these, by number, whatever they are
 */
public record Scope(boolean everythingPublic, Set<Long> repos) {
    public Scope {
        repos = Set.copyOf(repos);
    }

    /** For a condition {@code in (...)}, which may not be empty: 0 is the number of none. */
    List<Long> numbers() {
        List<Long> numbers = new ArrayList<>(repos);
        numbers.add(0L);
        return numbers;
    }
}
