/**
 * What people read of the log: the dashboard, the activity of a repository, of a person and of the forge, as pages and as
 * Atom feeds. Read by index, never by passing over what is of no interest, and shown by the rights of this moment.
 */
@NullMarked
package starforge.feed;

import org.jspecify.annotations.NullMarked;
