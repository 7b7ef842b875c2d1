package starforge.kernels;

import java.util.List;

/** A regular expression as a tree. */
sealed interface Node {
    /** No {@code {n,m}} may say more. */
    int MOST_TIMES = 1000;

    /** Whether it can match nothing. */
    boolean nullable();

    /** About how many characters it comes to when all that is repeated is written out. */
    long size();

    /** One character of these. */
    record One(CharSet set) implements Node {
        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public long size() {
            return 1L + set.others().size();
        }
    }

    /** A place between characters. */
    enum Place implements Node {
        LINE_START,
        LINE_END,
        WORD_EDGE,
        NO_WORD_EDGE;

        @Override
        public boolean nullable() {
            return true;
        }

        @Override
        public long size() {
            return 1;
        }
    }

    /** One after the other. */
    record Row(List<Node> parts) implements Node {
        @Override
        public boolean nullable() {
            return parts.stream().allMatch(Node::nullable);
        }

        @Override
        public long size() {
            return 1 + parts.stream().mapToLong(Node::size).sum();
        }
    }

    /** The first of these that leads to a match. */
    record Either(List<Node> branches) implements Node {
        @Override
        public boolean nullable() {
            return branches.stream().anyMatch(Node::nullable);
        }

        @Override
        public long size() {
            return 1 + branches.stream().mapToLong(Node::size).sum();
        }
    }

    /**
     * The same several times.
     *
     * @param most how many times at most, or {@link Integer#MAX_VALUE}
     * @param lazy whether fewer are tried first
     */
    record Repeat(Node part, int least, int most, boolean lazy) implements Node {
        @Override
        public boolean nullable() {
            return least == 0 || part.nullable();
        }

        @Override
        public long size() {
            return 1 + part.size() * (isOpen() ? least + 1 : most);
        }

        /** Whether there is no most. */
        boolean isOpen() {
            return most == Integer.MAX_VALUE;
        }
    }
}
