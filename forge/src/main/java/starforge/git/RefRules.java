package starforge.git;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import starforge.words.Words;

/** Which refs there may be, and which of them are the forge's own. */
final class RefRules {
    private static final List<String> HIDDEN = List.of("refs/pull/", "refs/starforge/");
    /** Each part is a file name, and takes {@code .lock} while it changes. */
    private static final int LONGEST_PART = 200;

    private RefRules() {}

    /** Says whether a ref is neither shown, fetched nor pushed. */
    static boolean hides(String ref) {
        return HIDDEN.stream().anyMatch((ref + "/")::startsWith);
    }

    /** The refs that clients see, by name, in a map that JGit may change. */
    static Map<String, Ref> visible(Map<String, Ref> refs) {
        Map<String, Ref> visible = new HashMap<>(refs);
        visible.keySet().removeIf(RefRules::hides);
        return visible;
    }

    /**
     * Says why nobody may push a ref of this name; empty when they may. A leading hyphen is refused since somebody, someday,
     * will put the name on a command line where it reads as an option.
     *
     * @param ref full name, {@code refs/heads/main}
     */
    static Optional<String> problem(String ref) {
        if (hides(ref)) {
            return Optional.of(say("git.ref.kept"));
        }
        for (String part : ref.split("/", -1)) {
            if (part.startsWith("-")) {
                return Optional.of(say("git.ref.hyphen"));
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
                return Optional.of(say("git.ref.long", LONGEST_PART));
            }
        }
        return Repository.isValidRefName(ref) ? Optional.empty() : Optional.of(say("git.ref.invalid"));
    }

    /** Says why there cannot be a branch of this short name; empty when there can. */
    static Optional<String> branchProblem(String branch) {
        return problem(Constants.R_HEADS + branch);
    }

    private static String say(String key, Object... values) {
        return Words.english().say(key, values);
    }
}
