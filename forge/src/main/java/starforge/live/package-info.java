/** What makes plain pages live: the ticket that a template asks for, and the question who may watch what. */
@NullMarked
package starforge.live;

import org.jspecify.annotations.NullMarked;
