/**
 * How fast a search in files answers. {@code ./starforge bench search}: the kernels beside ripgrep and {@code git grep}, and how
 * fast memory can be read at all; a {@link starforge.bench.search.Rival} after the other looks for the same, round by round, so
 * that whatever else the machine does meanwhile meets all. {@code ./starforge bench search forge}: a whole forge over HTTP.
 */
@NullMarked
package starforge.bench.search;

import org.jspecify.annotations.NullMarked;
