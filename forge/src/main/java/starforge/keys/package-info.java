/** Public keys that open Git over SSH: each stands for one person, or for one repository as its deploy key. */
@NullMarked
package starforge.keys;

import org.jspecify.annotations.NullMarked;
