package starforge.web;

/**
 * A place in a long list.
 *
 * @param page this page, from 1
 * @param size entries on a page
 * @param total entries in all
 */
public record Pages(int page, int size, int total) {
    /** How many entries come before this page. */
    public int offset() {
        return (page - 1) * size;
    }

    /** The number of the last page, at least 1. */
    public int last() {
        return Math.max(1, (total + size - 1) / size);
    }
}
