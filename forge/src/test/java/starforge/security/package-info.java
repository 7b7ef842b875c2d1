/** What the forge withstands, one test for each attack, to be read as a list. */
@NullMarked
package starforge.security;

import org.jspecify.annotations.NullMarked;
