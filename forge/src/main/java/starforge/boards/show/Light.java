package starforge.boards.show;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.boards.Pushed;
import starforge.flags.Mark;

/**
 * How a repository's default branch stands.
 *
 * @param name full name
 * @param word {@code bad}, {@code running}, {@code ok} or {@code off}
 * @param title what programs say of its newest commit, for people
 */
public record Light(String name, String word, String title) {
    /** So many are shown. */
    private static final int MOST = 18;

    /** The bad ones first, else in their order; of whom nobody says anything is left out. */
    static List<Light> of(List<Pushed> repos, Map<Long, Mark> marks) {
        return repos.stream()
                .flatMap(repo -> Optional.ofNullable(marks.get(repo.id())).map(mark -> new Stands(repo, mark)).stream())
                .sorted(Comparator.comparing(each -> each.mark().state()))
                .limit(MOST)
                .map(each -> new Light(
                        each.repo().name(), each.mark().word(), each.mark().title()))
                .toList();
    }

    private record Stands(Pushed repo, Mark mark) {}
}
