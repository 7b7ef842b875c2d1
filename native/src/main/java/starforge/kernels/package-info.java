/**
 * Code search: snapshots of the text of a commit, and what finds literals and regular expressions in them. Besides, SHA-1 with
 * the detection of forged messages. Needs nothing else of Starforge.
 */
@NullMarked
package starforge.kernels;

import org.jspecify.annotations.NullMarked;
