/** What machines ask: is this forge well, and how much goes on here. */
@NullMarked
package starforge.machine;

import org.jspecify.annotations.NullMarked;
