/** Signing in and out, registering, and the throttle on wrong tries; the same door for pages, Git and programs. */
@NullMarked
package starforge.signin;

import org.jspecify.annotations.NullMarked;
