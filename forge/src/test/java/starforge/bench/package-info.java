/** Benchmarks: programs that print what this machine can do, started by {@code ./starforge bench}. Not part of the tests. */
@NullMarked
package starforge.bench;

import org.jspecify.annotations.NullMarked;
