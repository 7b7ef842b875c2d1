/** Every sentence that people read, in one file for each language, so that a translation can follow. */
@NullMarked
package starforge.words;

import org.jspecify.annotations.NullMarked;
