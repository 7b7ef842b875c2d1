/** In which theme people see the forge: the admin chooses for all, everybody for themselves. */
@NullMarked
package starforge.appearance;

import org.jspecify.annotations.NullMarked;
