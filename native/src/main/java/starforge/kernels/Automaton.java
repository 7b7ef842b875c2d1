package starforge.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells by one look at each byte which lines may have a match; no line that has one is passed over. Its states are sets of
 * states of the {@link Nfa}. State 0 is the start of a line; the last state is never left, and reached where a match may end.
 */
final class Automaton {
    private static final int LARGEST = 254;
    private static final int BYTES = 256;

    private final Nfa nfa;
    private final int[] classes = new int[BYTES];
    private final List<Integer> members = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> sets = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();

    private Automaton(Nfa nfa) {
        this.nfa = nfa;
        classify();
    }

    /**
     * For each state and byte the next state times 256; null when there would be too many, or each line may match.
     *
     * @see <a href="https://swtch.com/~rsc/regexp/regexp1.html">Cox, Regular Expression Matching Can Be Simple And Fast</a>
     */
    static char @Nullable [] table(Node tree) {
        if (tree.nullable()) {
            return null;
        }
        try {
            return new Automaton(new Nfa(tree)).table();
        } catch (Nfa.TooLarge tooLarge) {
            return null;
        }
    }

    /** Bytes that no state tells apart are one class. */
    private void classify() {
        for (Nfa.State state : nfa.states()) {
            Map<Integer, Integer> split = new HashMap<>();
            int count = Arrays.stream(classes).max().orElse(0) + 1;
            for (int b = 0; b < BYTES; b++) {
                if (state.bytes().get(b)) {
                    classes[b] = split.computeIfAbsent(classes[b], old -> count + split.size());
                }
            }
        }
        Map<Integer, Integer> dense = new HashMap<>();
        for (int b = 0; b < BYTES; b++) {
            boolean isNew = !dense.containsKey(classes[b]);
            classes[b] = dense.computeIfAbsent(classes[b], old -> dense.size());
            if (isNew) {
                members.add(b);
            }
        }
    }

    private char[] table() throws Nfa.TooLarge {
        number(closure(new BitSet(), true));
        for (int state = 0; state < sets.size(); state++) {
            int[] row = new int[members.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = next(sets.get(state), members.get(i));
            }
            rows.add(row);
        }
        return write();
    }

    /** -1 stands for the last state. */
    private int next(BitSet set, int one) throws Nfa.TooLarge {
        BitSet moved = new BitSet();
        set.stream()
                .filter(state -> nfa.state(state).bytes().get(one))
                .forEach(state -> moved.set(nfa.state(state).nexts().get(0)));
        boolean isLineEnd = one == '\n' || one == 0;
        if (isLineEnd && !moved.get(Nfa.FINAL)) {
            return 0;
        }
        BitSet all = closure(moved, false);
        return all.get(Nfa.FINAL) ? -1 : number(all);
    }

    private int number(BitSet set) throws Nfa.TooLarge {
        Integer known = numbers.putIfAbsent(set, sets.size());
        if (known != null) {
            return known;
        }
        if (sets.size() == LARGEST) {
            throw new Nfa.TooLarge();
        }
        sets.add(set);
        return sets.size() - 1;
    }

    /** These states, the start (a match may start everywhere), and all that is reached freely; without what is only passed. */
    private BitSet closure(BitSet some, boolean atStart) {
        BitSet seen = (BitSet) some.clone();
        seen.set(nfa.start());
        List<Integer> open = new ArrayList<>(seen.stream().boxed().toList());
        while (!open.isEmpty()) {
            Nfa.State state = nfa.state(open.remove(open.size() - 1));
            boolean free = state.bytes().isEmpty() && (atStart || !state.atStart());
            for (int next : free ? state.nexts() : List.<Integer>of()) {
                if (!seen.get(next)) {
                    seen.set(next);
                    open.add(next);
                }
            }
        }
        BitSet kept = new BitSet();
        seen.stream()
                .filter(state -> state == Nfa.FINAL || !nfa.state(state).bytes().isEmpty())
                .forEach(kept::set);
        return kept;
    }

    private char[] write() {
        int last = sets.size();
        char[] table = new char[(last + 1) * BYTES];
        Arrays.fill(table, last * BYTES, table.length, (char) (last * BYTES));
        for (int state = 0; state < last; state++) {
            for (int b = 0; b < BYTES; b++) {
                int next = rows.get(state)[classes[b]];
                table[state * BYTES + b] = (char) ((next < 0 ? last : next) * BYTES);
            }
        }
        return table;
    }
}
