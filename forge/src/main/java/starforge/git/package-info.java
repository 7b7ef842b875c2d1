/**
 * All of Git, and nothing else of the forge: where repositories lie ({@link Repositories}, by number), how they are served
 * and received, and what pages read from them. Nobody outside sees a class of JGit; what comes out are plain records. A push
 * is told to each {@code PushListener}.
 */
@NullMarked
package starforge.git;

import org.jspecify.annotations.NullMarked;
