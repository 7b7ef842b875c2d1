/**
 * The admin commands of the command line. They run inside the forge when one is running on the data folder, reached by a Unix
 * socket that only its user can open, and by themselves otherwise; so their effects are the same and live in both cases.
 */
@NullMarked
package starforge.console;

import org.jspecify.annotations.NullMarked;
