/**
 * The one log of what happened. A change and its event are stored in one transaction; the relay tells the bus afterwards.
 * Serves {@code /-/events}. Listens to nothing.
 */
@NullMarked
package starforge.events;

import org.jspecify.annotations.NullMarked;
