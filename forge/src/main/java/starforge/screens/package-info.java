/**
 * Screens: which devices show boards, by which token, and how they are. Administrators look after them at
 * {@code /admin/screens}; what is asked of one is told as {@code screen} on the topics of its boards. Listens to nothing.
 */
@NullMarked
package starforge.screens;

import org.jspecify.annotations.NullMarked;
