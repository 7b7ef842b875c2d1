/**
 * Looking at code: folders, files, commits and what they changed, branches and tags. Reads everything from {@code git} and
 * keeps nothing but rendered READMEs and painted lines. Listens to nothing and broadcasts nothing; its pages are live by the {@code pushed}
 * events of others. All that comes out of a repository is hostile text.
 */
@NullMarked
package starforge.code;

import org.jspecify.annotations.NullMarked;
