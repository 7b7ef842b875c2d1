/**
 * Text that people wrote, as HTML that is safe to show: READMEs in Markdown, reStructuredText or plain text ({@link Markup}), and the picture
 * of an account drawn from its name ({@link Constellation}). Reads no file and opens no address.
 */
@NullMarked
package starforge.markup;

import org.jspecify.annotations.NullMarked;
