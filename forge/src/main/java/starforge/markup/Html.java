package starforge.markup;

/**
 * HTML that may be written into a page as it is. Only this package makes it.
 *
 * @param safe balanced elements of the {@link SafeList}, never a whole document
 */
public record Html(String safe) {}
