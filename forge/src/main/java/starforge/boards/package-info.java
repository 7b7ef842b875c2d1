/**
 * Boards: which there are, and what each shows to whom. Administrators make them at {@code /admin/boards}; a change is told as
 * {@code board} on the topic {@code board:<id>}. Listens to nothing.
 */
@NullMarked
package starforge.boards;

import org.jspecify.annotations.NullMarked;
