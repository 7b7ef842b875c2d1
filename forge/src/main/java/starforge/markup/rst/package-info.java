/**
 * reStructuredText as HTML: what READMEs use of the docutils reStructuredText Markup Specification
 * (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html) and of its directives, and what of Sphinx stands in
 * them. {@link Rst} reads no file and opens no address; its HTML is not yet safe to show.
 */
@NullMarked
package starforge.markup.rst;

import org.jspecify.annotations.NullMarked;
