/**
 * What somebody is told in person: what happens in the repositories they watch, by level, who follows them and who mentions
 * them. Broadcasts {@code noted} to the one it is for, alone. Writes with every event of the log.
 */
@NullMarked
package starforge.inbox;

import org.jspecify.annotations.NullMarked;
