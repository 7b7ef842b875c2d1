package starforge.stars;

/**
 * A word that somebody keeps stars under.
 *
 * @param stars how many
 */
public record StarTag(String name, int stars) {}
