package starforge.markup;

/** Collects text up to a length, so that a short input which asks for endless output costs no memory. */
final class BoundedText implements Appendable {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    BoundedText(int mostLetters) {
        this.most = mostLetters;
    }

    @Override
    public BoundedText append(CharSequence more) {
        return append(more, 0, more.length());
    }

    @Override
    public BoundedText append(CharSequence more, int from, int to) {
        room(to - from);
        text.append(more, from, to);
        return this;
    }

    @Override
    public BoundedText append(char more) {
        room(1);
        text.append(more);
        return this;
    }

    private void room(int letters) {
        if (letters > most - text.length()) {
            throw new TooMuch("more than " + most + " letters of HTML");
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
