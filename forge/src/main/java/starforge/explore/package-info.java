/** The front page of the forge: what there is, and what happens just now. */
@NullMarked
package starforge.explore;

import org.jspecify.annotations.NullMarked;
