/** What people set for themselves: password, tokens, sign-ins, light or dark. */
@NullMarked
package starforge.account;

import org.jspecify.annotations.NullMarked;
