/**
 * Flags: what programs such as builds say of a commit, as on Pagure, set and read through its API and shown wherever the commit
 * is.
 */
@org.jspecify.annotations.NullMarked
package starforge.flags;
