/** Who changed rights and accounts, and when: a log for those who run the forge, written with the change itself. */
@NullMarked
package starforge.audit;

import org.jspecify.annotations.NullMarked;
