/** Real servers for tests: each in a folder of its own, on a free port, and gone with the process that started it. */
@NullMarked
package starforge.servers;

import org.jspecify.annotations.NullMarked;
