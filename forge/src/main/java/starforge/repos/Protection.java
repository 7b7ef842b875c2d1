package starforge.repos;

import starforge.access.Level;

/**
 * A rule for branches: none of them is deleted or rewound, and only some may push to them.
 *
 * @param pattern for {@link BranchPattern}
 * @param mayPush the level that a push needs: WRITE or ADMIN
 */
public record Protection(long id, String pattern, Level mayPush) {
    /** Says whether the rule holds for a branch. */
    boolean covers(String branch) {
        return new BranchPattern(pattern).covers(branch);
    }
}
