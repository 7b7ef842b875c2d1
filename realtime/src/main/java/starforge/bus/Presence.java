package starforge.bus;

import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** How many look on live, over all processes of a forge. */
public interface Presence extends AutoCloseable {
    /** Says where to ask how many there are in this process. */
    void here(IntSupplier viewers);

    /** All there are, as of some seconds ago; empty when nobody can say. */
    OptionalInt total();

    /** Nobody is here any more. */
    @Override
    void close();
}
