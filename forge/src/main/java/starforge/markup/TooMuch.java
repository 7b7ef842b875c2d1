package starforge.markup;

/** This text would cost too much as Markdown: it is made to, or no reader could follow it. */
final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch(String what) {
        super(what, null, false, false);
    }
}
