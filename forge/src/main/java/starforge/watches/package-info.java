/**
 * Who wants to be told what of which repository. Broadcasts {@code watched} with the number of watchers. Listens to nothing.
 */
@NullMarked
package starforge.watches;

import org.jspecify.annotations.NullMarked;
