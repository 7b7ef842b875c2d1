/** How a device without a keyboard becomes a screen: the device authorization grant of RFC 8628. Broadcasts nothing. */
@NullMarked
package starforge.screens.pairing;

import org.jspecify.annotations.NullMarked;
