package starforge.repos;

/** Names of branches, in which {@code *} stands for any text. */
public record BranchPattern(String text) {
    private static final int LONGEST = 200;

    /** Says whether a text can be a pattern: what a branch can be called, and stars. */
    public static boolean isOne(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(c -> c <= ' ' || c == 127 || "~^:?[\\".indexOf(c) >= 0);
    }

    /** Says whether a branch is among them; in a time that grows with both lengths at most. */
    public boolean covers(String branch) {
        int at = 0;
        int star = -1;
        int behind = 0;
        int next = 0;
        while (at < branch.length()) {
            if (next < text.length() && text.charAt(next) == '*') {
                star = next++;
                behind = at;
            } else if (next < text.length() && text.charAt(next) == branch.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++behind;
            } else {
                return false;
            }
        }
        return text.substring(next).chars().allMatch(c -> c == '*');
    }
}
