/**
 * Releases: what people say of a tag, and the files they give with it. The words are rows, the files lie in the data folder
 * under names of our own. Publishing one is told as {@code released}; making its tag is a push like any other.
 */
@NullMarked
package starforge.releases;

import org.jspecify.annotations.NullMarked;
