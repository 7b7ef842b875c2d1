/** Proof that every page is sound, on a forge filled with what people do and with what they should not. */
@NullMarked
package starforge.proof;

import org.jspecify.annotations.NullMarked;
