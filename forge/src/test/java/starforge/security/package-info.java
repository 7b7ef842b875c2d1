/**
 * What the forge withstands, one test for each attack, to be read as a list. What is held by the tests of a part is not repeated
 * here: crooked handshakes, old tickets, floods and slow readers by {@code realtime}; packs, hidden refs, silent pushes and Git's
 * own paths by {@code git} and {@code git.ssh}; protected branches by {@code ProtectionsTest}; a thousand stars at once by
 * {@code StarsTest}; copies of the database by {@code SessionsTest} and {@code TokensTest}.
 */
@NullMarked
package starforge.security;

import org.jspecify.annotations.NullMarked;
