/** Live connections beside the same with Tornado and pika: {@code ./starforge bench live}. */
@NullMarked
package starforge.bench.live;

import org.jspecify.annotations.NullMarked;
