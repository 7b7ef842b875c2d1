package starforge.kernels;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import starforge.kernels.Node.Either;
import starforge.kernels.Node.One;
import starforge.kernels.Node.Place;
import starforge.kernels.Node.Repeat;
import starforge.kernels.Node.Row;

/**
 * What every match of a regular expression contains at least one of, so that only lines with such bytes need be looked at
 * closely. An empty list says that nothing of use is known.
 */
final class Needles {
    private static final int MOST = 32;
    private static final int LONGEST = 32;
    private static final int SHORTEST = 2;
    private static final int RARE = 40;

    /**
     * About a part.
     *
     * @param exact all it can match, when that is little
     * @param best of which every match has one, when that is known
     */
    private record Known(
            @Nullable List<byte[]> exact, @Nullable List<byte[]> best) {
        static final Known NOTHING = new Known(null, null);
        static final Known EMPTY = new Known(List.of(new byte[0]), null);
    }

    private final boolean caseless;

    private Needles(boolean caseless) {
        this.caseless = caseless;
    }

    /** The needles of this tree; where case does not count, their letters are small. */
    static List<byte[]> of(Node tree, boolean caseless) {
        Known known = new Needles(caseless).known(tree);
        List<byte[]> best = better(known.best, known.exact);
        return best == null ? List.of() : best;
    }

    /** Whether few lines have this needle: not when it is two letters, or alike. */
    static boolean isGood(byte[] needle) {
        return needle.length > SHORTEST || Rarity.of(needle[0]) <= RARE || Rarity.of(needle[1]) <= RARE;
    }

    private Known known(Node node) {
        if (node instanceof One one) {
            return one(one.set());
        }
        if (node instanceof Row row) {
            return row(row.parts());
        }
        if (node instanceof Either either) {
            return either(either.branches());
        }
        if (node instanceof Repeat repeat) {
            return repeat(repeat);
        }
        return node instanceof Place ? Known.EMPTY : Known.NOTHING;
    }

    private Known one(CharSet set) {
        int single = set.single();
        if (single >= 0) {
            return new Known(List.of(Utf8.bytes(single)), null);
        }
        if (!set.isAscii() || set.ascii().cardinality() > 4) {
            return Known.NOTHING;
        }
        IntStream members =
                caseless && set.isLetter() ? IntStream.of(set.ascii().nextSetBit(0) | 0x20) : set.ascii().stream();
        return new Known(members.mapToObj(Utf8::bytes).toList(), null);
    }

    private Known row(List<Node> parts) {
        List<byte[]> run = List.of(new byte[0]);
        List<byte[]> best = null;
        boolean exact = true;
        for (Node part : parts) {
            Known known = known(part);
            List<byte[]> longer = known.exact == null ? null : product(run, known.exact);
            if (longer == null) {
                best = better(better(best, run), known.best);
                exact = false;
                run = known.exact == null ? List.of(new byte[0]) : known.exact;
            } else {
                run = longer;
            }
        }
        return exact ? new Known(run, null) : new Known(null, better(best, run));
    }

    private static @Nullable List<byte[]> product(List<byte[]> heads, List<byte[]> tails) {
        if (heads.size() * tails.size() > MOST) {
            return null;
        }
        List<byte[]> all = new ArrayList<>();
        for (byte[] head : heads) {
            for (byte[] tail : tails) {
                if (head.length + tail.length > LONGEST) {
                    return null;
                }
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(head);
                both.writeBytes(tail);
                all.add(both.toByteArray());
            }
        }
        return all;
    }

    private Known either(List<Node> branches) {
        List<byte[]> exact = new ArrayList<>();
        List<byte[]> best = new ArrayList<>();
        for (Node branch : branches) {
            Known known = known(branch);
            exact = exact == null || known.exact == null ? null : join(exact, known.exact);
            List<byte[]> one = better(known.best, known.exact);
            best = best == null || one == null ? null : join(best, one);
        }
        return new Known(exact, best);
    }

    private static @Nullable List<byte[]> join(List<byte[]> some, List<byte[]> more) {
        List<byte[]> all = new ArrayList<>(some);
        all.addAll(more);
        return all.size() > MOST ? null : all;
    }

    private Known repeat(Repeat repeat) {
        if (repeat.least() == 0) {
            return Known.NOTHING;
        }
        Known once = known(repeat.part());
        List<byte[]> all = times(once.exact, repeat.least());
        if (all != null && repeat.least() == repeat.most()) {
            return new Known(all, null);
        }
        return new Known(null, better(better(once.best, once.exact), all));
    }

    private static @Nullable List<byte[]> times(@Nullable List<byte[]> once, int times) {
        List<byte[]> all = once;
        for (int i = 1; once != null && all != null && i < times; i++) {
            all = product(all, once);
        }
        return all;
    }

    /** The one that fewer places in a text have, or null when neither is of use. */
    private static @Nullable List<byte[]> better(@Nullable List<byte[]> one, @Nullable List<byte[]> other) {
        if (worth(other) > worth(one)) {
            return other;
        }
        return worth(one) > 0 ? one : null;
    }

    private static int worth(@Nullable List<byte[]> needles) {
        if (needles == null) {
            return 0;
        }
        int shortest = needles.stream().mapToInt(needle -> needle.length).min().orElse(0);
        return shortest < SHORTEST ? 0 : 16 * shortest - needles.size();
    }
}
