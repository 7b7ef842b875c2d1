/** Searches the contents of repositories: snapshots of their text kept up, what is searched for, and what was found. */
@NullMarked
package starforge.codesearch;

import org.jspecify.annotations.NullMarked;
