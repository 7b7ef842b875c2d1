/**
 * The Java face of the C kernels in {@code native/}: what is worth doing beside the JVM, each with a pure Java twin that
 * gives the same results where no library can be loaded.
 */
@NullMarked
package starforge.kernels;

import org.jspecify.annotations.NullMarked;
