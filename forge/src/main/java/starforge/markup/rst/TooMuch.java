package starforge.markup.rst;

/** This text would cost too much: more HTML, cells or replacements than any reader could want. */
final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch(String what) {
        super(what, null, false, false);
    }
}
