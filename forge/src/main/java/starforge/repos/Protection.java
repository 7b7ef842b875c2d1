package starforge.repos;

import starforge.access.Level;

/**
 * A rule for branches: none of them is deleted or rewound, and only some may push to them.
 *
 * @param pattern branch name in which {@code *} stands for any text
 * @param mayPush the level that a push needs: WRITE or ADMIN
 */
public record Protection(long id, String pattern, Level mayPush) {
    private static final int LONGEST = 200;

    /** Says whether a text can be a pattern: what a branch can be called, and stars. */
    static boolean isPattern(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(c -> c <= ' ' || c == 127 || "~^:?[\\".indexOf(c) >= 0);
    }

    /** Says whether the rule holds for a branch; in a time that grows with both lengths at most. */
    boolean covers(String branch) {
        int at = 0;
        int star = -1;
        int behind = 0;
        int next = 0;
        while (at < branch.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                behind = at;
            } else if (next < pattern.length() && pattern.charAt(next) == branch.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++behind;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(c -> c == '*');
    }
}
