/**
 * Who may do what to which repository: its name ({@link RepoName}), the one who asks ({@link Identity}), what they may do
 * ({@link Level}), who decides ({@link Gate}) and how a no is said ({@link Refusal}). Knows no feature.
 */
@NullMarked
package starforge.access;

import org.jspecify.annotations.NullMarked;
