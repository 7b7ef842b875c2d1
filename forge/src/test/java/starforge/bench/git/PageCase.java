package starforge.bench.git;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page to look at, and the git command that finds the same.
 *
 * @param isNew whether each look is at another commit, so that no answer kept from the last look helps
 * @param page its address at a commit
 * @param command what prints the same for a commit
 */
record PageCase(String name, boolean isNew, Addressing page, Optional<Function<String, List<String>>> command) {
    /** Says where a page is. */
    interface Addressing {
        String of(Site site, String commit);
    }

    /** The pages worth looking at, for what is large in a repository. */
    static List<PageCase> all(Facts facts) {
        String wide = facts.widest().getKey();
        String file = facts.longest().getKey();
        String diff = facts.biggest().getKey();
        int last = Math.max(1, Math.min(1_000, facts.pages() - 1));
        return List.of(
                again("front page", (site, commit) -> site.front()),
                anew(
                        "root, last commits",
                        (site, commit) -> site.folder(commit, ""),
                        commit -> List.of("sh", "-c", EACH, commit)),
                anew(
                        "folder of " + facts.widest().getValue(),
                        (site, commit) -> site.folder(commit, wide),
                        commit -> List.of("git", "ls-tree", commit, wide + "/")),
                again("the same again", (site, commit) -> site.folder(commit, wide)),
                anew(
                        "deep folder",
                        (site, commit) -> site.folder(commit, facts.deepest()),
                        commit -> List.of("git", "ls-tree", commit, facts.deepest() + "/")),
                log(1),
                log(last),
                anew(
                        "history of a path",
                        (site, commit) -> site.history(commit, file),
                        commit -> List.of("git", "log", "-50", commit, "--", file)),
                anew(
                        "blame of " + facts.longest().getValue() + " lines",
                        (site, commit) -> site.blame(commit, file),
                        commit -> List.of("git", "blame", "--porcelain", commit, "--", file)),
                again("the same again", (site, commit) -> site.blame(commit, file)),
                new PageCase(
                        "diff of " + facts.biggest().getValue() + " lines",
                        false,
                        (site, commit) -> site.diff(diff),
                        Optional.of(commit -> List.of("git", "show", diff))));
    }

    private static final String EACH =
            "git ls-tree --name-only $0 | while read -r name; do git log -1 --format=%H $0 -- \"$name\"; done";

    private static PageCase log(int page) {
        return anew(
                "log, page " + page,
                (site, commit) -> site.log(commit, page),
                commit -> List.of("git", "log", "-50", "--skip=" + 50 * (page - 1), commit));
    }

    private static PageCase anew(String name, Addressing page, Function<String, List<String>> command) {
        return new PageCase(name, true, page, Optional.of(command));
    }

    private static PageCase again(String name, Addressing page) {
        return new PageCase(name, false, page, Optional.empty());
    }
}
