package starforge.kernels;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts, needles and patterns by chance, of few characters, so that much of it matches. */
final class RandomText {
    private static final String[] PIECES = {
        "a", "b", "ab", "A", "B", "_", "0", "7", " ", "\t", ".", "(", "é", "É", "€", "𝄞", "ß", "\n", "\n", "\r\n",
        "aab", "ba"
    };
    private static final byte[][] WRONG = {
        {(byte) 0xe9}, {(byte) 0xa7}, {(byte) 0xc3}, {(byte) 0xf0, (byte) 0x9d}, {(byte) 0xff}
    };
    private static final String[] ATOMS = {
        "a", "b", "ab", "B", "0", " ", "é", "€", "𝄞", ".", "[ab]", "[^a]", "[^é]", "[a-c]", "[à-ü€]", "[^\\d ]", "\\d",
        "\\w", "\\W", "\\s", "\\S", "\\(", "_"
    };
    private static final String[] PLACES = {"^", "$", "\\b", "\\B"};
    private static final String[] TIMES = {"*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "+?", "??", "{1,2}?"};

    private final Random random;

    RandomText(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T any(T[] all) {
        return all[below(all.length)];
    }

    /** A few files; when {@code wrong}, not all of them UTF-8. */
    List<byte[]> files(boolean wrong) {
        List<byte[]> files = new ArrayList<>();
        for (int count = below(4); count >= 0; count--) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            int most = below(10) == 0 ? 30_000 : 150;
            for (int pieces = below(most); pieces > 0; pieces--) {
                boolean bad = wrong && below(20) == 0;
                file.writeBytes(bad ? any(WRONG) : any(PIECES).getBytes(StandardCharsets.UTF_8));
            }
            files.add(file.toByteArray());
        }
        return files;
    }

    /** Some bytes of one of these files, or a piece. */
    byte[] needle(List<byte[]> files) {
        byte[] file = files.get(below(files.size()));
        if (file.length == 0 || below(5) == 0) {
            return any(PIECES).getBytes(StandardCharsets.UTF_8);
        }
        int from = below(file.length);
        int length = 1 + below(Math.min(70, file.length - from));
        return java.util.Arrays.copyOfRange(file, from, from + length);
    }

    /** A pattern; some are refused. When {@code plain}, Java means the same by it in texts that are UTF-8. */
    String pattern(int depth, boolean plain) {
        StringBuilder pattern = new StringBuilder();
        for (int parts = 1 + below(4); parts > 0; parts--) {
            if (!plain && below(6) == 0) {
                pattern.append(any(PLACES));
                continue;
            }
            boolean group = depth > 0 && below(3) == 0;
            pattern.append(group ? "(" + pattern(depth - 1, plain) + ")" : any(ATOMS));
            pattern.append(below(3) == 0 ? any(TIMES) : "");
        }
        return below(4) == 0 && depth > 0 ? pattern + "|" + pattern(depth - 1, plain) : pattern.toString();
    }
}
