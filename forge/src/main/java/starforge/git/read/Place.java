package starforge.git.read;

/**
 * Where an address {@code <ref>/f/<path>} leads.
 *
 * @param path checked by form only, it may not exist; "" is the root
 */
public record Place(Revision revision, String path) {}
