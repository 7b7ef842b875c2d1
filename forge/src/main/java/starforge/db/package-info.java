/**
 * The one database: connections, transactions and what runs after their commit. Its tables are made by the numbered SQL files
 * in {@code resources/db}, never edited after a release.
 */
@NullMarked
package starforge.db;

import org.jspecify.annotations.NullMarked;
