package starforge.git.read;

import java.util.List;

/**
 * A part of a list of tags.
 *
 * @param found how many there are in the whole list
 */
public record TagPage(List<TagRef> tags, int found) {}
