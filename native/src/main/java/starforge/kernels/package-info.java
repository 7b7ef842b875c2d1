/**
 * Code search: snapshots of the text of a commit, and what finds literals and regular expressions in them. Needs nothing else
 * of Starforge.
 */
@NullMarked
package starforge.kernels;

import org.jspecify.annotations.NullMarked;
