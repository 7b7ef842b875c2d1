/** Tokens for programs: shown once, stored as their hash, able to less than their owner when their scope says so. */
@NullMarked
package starforge.tokens;

import org.jspecify.annotations.NullMarked;
