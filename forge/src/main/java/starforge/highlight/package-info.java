/**
 * Colours for source code, found out on the server: which {@linkplain Languages language} a file is in, and what each part
 * of its lines is ({@link Highlighter}), by the token makers of RSyntaxTextArea. Whatever is in a file, the answer comes
 * within bounds and holds the same letters; where there is doubt, it has no colours.
 */
@NullMarked
package starforge.highlight;

import org.jspecify.annotations.NullMarked;
