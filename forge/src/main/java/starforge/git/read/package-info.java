/**
 * What pages read of a repository: refs, commits, folders, files, comparisons and the last commit of each entry, as plain
 * records. Every walk has a deadline, and what strangers pushed can make none of it throw anything but a refusal.
 */
@NullMarked
package starforge.git.read;

import org.jspecify.annotations.NullMarked;
