/** The pages of those who run this forge: how it is, its accounts, its repositories, and what was done to them. */
@NullMarked
package starforge.admin;

import org.jspecify.annotations.NullMarked;
