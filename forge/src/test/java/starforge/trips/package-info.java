/** Trips: the whole program with the real git and the real browser, as people use it. */
@NullMarked
package starforge.trips;

import org.jspecify.annotations.NullMarked;
