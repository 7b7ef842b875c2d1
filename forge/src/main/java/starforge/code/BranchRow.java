package starforge.code;

/**
 * A branch in the list of branches.
 *
 * @param row its name and commit
 * @param behind commits that only the default branch has; -1 when not counted yet, -2 when too many to count
 * @param ahead commits that only this one has, in the same way
 * @param compare address of what it has that the default branch has not
 * @param delete address of the form that deletes it; "" where it must stay
 */
public record BranchRow(RefRow row, int behind, int ahead, String compare, String delete) {
    static final int LATER = -1;
    static final int MANY = -2;
}
