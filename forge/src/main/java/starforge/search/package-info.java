/** Finds repositories and people by name. */
@NullMarked
package starforge.search;

import org.jspecify.annotations.NullMarked;
