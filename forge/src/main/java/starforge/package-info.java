/** The program: its command line ({@code Starforge}), its settings, and the one place that puts all parts together. */
@NullMarked
package starforge;

import org.jspecify.annotations.NullMarked;
