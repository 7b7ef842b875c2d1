/**
 * The bus: what happened ({@link Event}), what can be watched ({@link Topic}), the log that is the truth
 * ({@link EventLog}), the wire that may lose ({@link Broadcasts}) and the short-lived leave to watch ({@link Tickets}).
 * Every interface here has a memory twin for one process; both pass the same contract tests.
 */
@NullMarked
package starforge.bus;

import org.jspecify.annotations.NullMarked;
