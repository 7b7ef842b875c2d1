/**
 * Stars: who likes which repository, since when, and how many they are and were on each day. Broadcasts {@code starred} and
 * {@code unstarred} with the new count. Listens to nothing.
 */
@NullMarked
package starforge.stars;

import org.jspecify.annotations.NullMarked;
