/** Accounts of people. Broadcasts nothing, listens to nothing. */
@NullMarked
package starforge.users;

import org.jspecify.annotations.NullMarked;
