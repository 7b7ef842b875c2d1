package starforge.bus;

import org.jspecify.annotations.Nullable;

/** A server that processes share does not answer just now. */
public final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Away(@Nullable Throwable cause) {
        super("A server that the forge needs for this is away just now", cause);
    }
}
