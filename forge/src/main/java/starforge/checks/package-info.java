/**
 * Checks when somebody asks for them: of a file, of what a commit or a comparison changed, and of what is pushed where a repository
 * wishes that. A check is a job; what it finds is kept by the blob, so the same contents are never checked twice.
 */
@org.jspecify.annotations.NullMarked
package starforge.checks;
