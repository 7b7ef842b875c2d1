/** One's own copy of a repository, one for each person, and who has one. Broadcasts {@code forked}. */
@NullMarked
package starforge.forks;

import org.jspecify.annotations.NullMarked;
