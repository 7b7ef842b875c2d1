/**
 * Who follows whom. Broadcasts {@code followed} and {@code unfollowed} with the number of followers to both people's topics.
 * Listens to nothing. Blocked accounts are in no list and no count; deleted ones take their rows with them.
 */
@NullMarked
package starforge.follows;

import org.jspecify.annotations.NullMarked;
