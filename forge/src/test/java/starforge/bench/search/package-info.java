/** How fast a search in files answers. */
@org.jspecify.annotations.NullMarked
package starforge.bench.search;
