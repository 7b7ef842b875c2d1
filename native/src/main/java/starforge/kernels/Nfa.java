package starforge.kernels;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import starforge.kernels.CharSet.Range;
import starforge.kernels.Node.Either;
import starforge.kernels.Node.One;
import starforge.kernels.Node.Place;
import starforge.kernels.Node.Repeat;
import starforge.kernels.Node.Row;

/**
 * A tree as states that are left by bytes, or freely (Thompson 1968). It may take a little more than the tree: every edge of a
 * word is given, and any bytes from 0x80 are such characters as are not named one by one.
 */
final class Nfa {
    static final int FINAL = 0;

    private static final int LARGEST = 1000;
    private static final BitSet LINE_ENDS = bytes('\n', '\n', '\r', '\r', 0, 0);
    private static final BitSet OTHERS = bytes(0x80, 0xff);

    /** It comes to more states than are worth it. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * A state.
     *
     * @param bytes by which it is left to the first of the next; none: freely, to all of them
     * @param atStart whether it can be left at the start of a line alone
     */
    record State(BitSet bytes, List<Integer> nexts, boolean atStart) {}

    private static final BitSet FREE = new BitSet();

    private final List<State> states = new ArrayList<>();
    private final int start;

    Nfa(Node tree) throws TooLarge {
        add(new State(FREE, List.of(), false));
        start = add(tree, FINAL);
    }

    int start() {
        return start;
    }

    State state(int number) {
        return states.get(number);
    }

    List<State> states() {
        return states;
    }

    private static BitSet bytes(int... ranges) {
        BitSet bytes = new BitSet(256);
        for (int i = 0; i < ranges.length; i += 2) {
            bytes.set(ranges[i], ranges[i + 1] + 1);
        }
        return bytes;
    }

    private int add(State state) throws TooLarge {
        if (states.size() == LARGEST) {
            throw new TooLarge();
        }
        states.add(state);
        return states.size() - 1;
    }

    private int by(BitSet bytes, int next) throws TooLarge {
        return add(new State(bytes, List.of(next), false));
    }

    private int freely(List<Integer> nexts) throws TooLarge {
        return nexts.size() == 1 ? nexts.get(0) : add(new State(FREE, nexts, false));
    }

    /** Adds a tree after which the next state follows, and tells its first state. */
    private int add(Node tree, int next) throws TooLarge {
        if (tree instanceof One one) {
            return one(one.set(), next);
        }
        if (tree instanceof Row row) {
            int first = next;
            for (int i = row.parts().size() - 1; i >= 0; i--) {
                first = add(row.parts().get(i), first);
            }
            return first;
        }
        if (tree instanceof Either either) {
            List<Integer> firsts = new ArrayList<>();
            for (Node branch : either.branches()) {
                firsts.add(add(branch, next));
            }
            return freely(firsts);
        }
        return tree instanceof Repeat repeat ? repeat(repeat, next) : place((Place) tree, next);
    }

    private int place(Place place, int next) throws TooLarge {
        return switch (place) {
            case LINE_START -> add(new State(FREE, List.of(next), true));
            case LINE_END -> by(LINE_ENDS, FINAL);
            default -> next;
        };
    }

    private int repeat(Repeat repeat, int next) throws TooLarge {
        int first = next;
        if (repeat.isOpen()) {
            List<Integer> nexts = new ArrayList<>(List.of(next));
            int loop = add(new State(FREE, nexts, false));
            nexts.add(add(repeat.part(), loop));
            first = loop;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                first = freely(List.of(next, add(repeat.part(), first)));
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            first = add(repeat.part(), first);
        }
        return first;
    }

    private int one(CharSet set, int next) throws TooLarge {
        List<Integer> firsts = new ArrayList<>();
        if (!set.ascii().isEmpty()) {
            firsts.add(by(set.ascii(), next));
        }
        if (set.inverse()) {
            List<Integer> nexts = new ArrayList<>(List.of(next));
            int first = by(OTHERS, add(new State(FREE, nexts, false)));
            nexts.add(first);
            firsts.add(first);
            return freely(firsts);
        }
        for (Range range : set.others()) {
            for (byte[][] piece : Utf8.split(range.first(), range.last())) {
                firsts.add(piece(piece, next));
            }
        }
        return freely(firsts);
    }

    private int piece(byte[][] piece, int next) throws TooLarge {
        int first = next;
        for (int i = piece[0].length - 1; i >= 0; i--) {
            first = by(bytes(Byte.toUnsignedInt(piece[0][i]), Byte.toUnsignedInt(piece[1][i])), first);
        }
        return first;
    }
}
