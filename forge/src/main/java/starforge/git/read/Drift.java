package starforge.git.read;

/**
 * How far two commits have drifted apart.
 *
 * @param behind commits that only the first has
 * @param ahead commits that only the second has
 */
public record Drift(int behind, int ahead) {}
