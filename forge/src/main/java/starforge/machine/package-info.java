/** What machines ask: health, and the files of the theme. */
@NullMarked
package starforge.machine;

import org.jspecify.annotations.NullMarked;
