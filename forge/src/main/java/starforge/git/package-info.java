/**
 * Git itself: where repositories lie ({@link Repositories}, by number), how they are served and received. What pages read of
 * them is in {@code starforge.git.read}. Nobody outside these two packages sees a class of JGit. A push is told to each
 * {@link PushListener}.
 */
@NullMarked
package starforge.git;

import org.jspecify.annotations.NullMarked;
