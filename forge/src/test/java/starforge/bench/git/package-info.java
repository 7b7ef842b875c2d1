/**
 * {@code ./starforge bench git}: the forge beside nginx, fcgiwrap, {@code git http-backend} and cgit on the same repositories.
 * A {@link starforge.bench.git.Match} runs each {@link starforge.bench.git.Case} at one {@link starforge.bench.git.Peer} after
 * the other, so that whatever else the machine does meanwhile meets both.
 */
@NullMarked
package starforge.bench.git;

import org.jspecify.annotations.NullMarked;
