/**
 * Stars: who likes which repository, since when, how many they are and were on each day, what rises, and the words under which
 * people keep them. Broadcasts {@code starred} and {@code unstarred} with the new count. Listens to nothing.
 * Stars of blocked accounts are in no list and no count.
 */
@NullMarked
package starforge.stars;

import org.jspecify.annotations.NullMarked;
