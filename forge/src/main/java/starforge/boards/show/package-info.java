/** The page of a board, {@code /board/<name>}: rows, numbers and the wall, counted from the log. Broadcasts nothing. */
@NullMarked
package starforge.boards.show;

import org.jspecify.annotations.NullMarked;
