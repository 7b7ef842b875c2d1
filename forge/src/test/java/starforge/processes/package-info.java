/** The forge as several processes, on real servers, as an administrator runs it; and what it withstands. */
@NullMarked
package starforge.processes;

import org.jspecify.annotations.NullMarked;
