/**
 * Looks for faults in the text of a file, and never runs it. All of it happens in other processes, bounded in time, memory and
 * output: programs of this machine where they are installed, and a second Java for the languages that are always known.
 */
@org.jspecify.annotations.NullMarked
package starforge.checks.checkers;
