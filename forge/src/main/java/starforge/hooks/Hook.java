package starforge.hooks;

import starforge.repos.BranchPattern;

/**
 * Says which task follows pushes to which branches.
 *
 * @param task name of a task that a worker outside knows, {@code ci.build}
 * @param pattern for {@link BranchPattern}
 */
public record Hook(long id, String task, String pattern) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)*";
    private static final int LONGEST = 100;

    /** Says whether a text can name a task, as Python writes it. */
    static boolean isTask(String text) {
        return text.length() <= LONGEST && text.matches(NAME);
    }

    boolean covers(String branch) {
        return new BranchPattern(pattern).covers(branch);
    }

    /** The name of its flag. */
    String uid() {
        return "hook-" + id;
    }
}
