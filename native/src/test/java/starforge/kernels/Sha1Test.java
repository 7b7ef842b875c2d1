package starforge.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of computing it is tested in C ({@code sha1_check.c}); here is what Java makes of the best one. */
class Sha1Test {
    private final Random random = new Random(1);
    private final Sha1 sha = new Sha1();

    @BeforeAll
    static void load() throws IOException {
        NativeKernels.fromJar();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private record Ended(String sum, boolean isForged) {}

    private Ended sum(byte[] bytes, int... ends) {
        int from = 0;
        for (int end : ends) {
            sha.add(bytes, from, end - from);
            from = end;
        }
        sha.add(bytes, from, bytes.length - from);
        byte[] sum = new byte[Sha1.LENGTH];
        boolean isForged = sha.end(sum);
        return new Ended(HexFormat.of().formatHex(sum), isForged);
    }

    private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    }

    private void sumIsRight(byte[] bytes, int... ends) throws NoSuchAlgorithmException {
        Ended sum = sum(bytes, ends);
        assertThat(sum.isForged()).isFalse();
        assertThat(sum.sum()).as("%d bytes", bytes.length).isEqualTo(digest(bytes));
    }

    @Test
    void short_messages_of_all_lengths_have_the_sums_of_the_jdk() throws NoSuchAlgorithmException {
        for (int length = 0; length <= 1200; length++) {
            sumIsRight(bytes(length));
        }
    }

    @Test
    void messages_in_pieces_have_the_sums_of_the_jdk() throws NoSuchAlgorithmException {
        for (int round = 0; round < 300; round++) {
            byte[] bytes = bytes(1 + random.nextInt(100_000));
            int[] ends =
                    random.ints(random.nextInt(20), 0, bytes.length).sorted().toArray();
            sumIsRight(bytes, ends);
        }
    }

    @Test
    void what_was_begun_can_be_given_up() throws NoSuchAlgorithmException {
        sha.add(bytes(1000), 0, 1000);
        sha.begin();
        sumIsRight(bytes(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shattered-1", "shattered-2", "shambles-1", "shambles-2"})
    void published_collisions_are_found_however_they_come(String name) throws IOException, NoSuchAlgorithmException {
        byte[] bytes;
        try (InputStream file = getClass().getResourceAsStream(name + ".bin")) {
            bytes = file.readAllBytes();
        }
        for (int end = 0; end <= bytes.length; end++) {
            Ended sum = sum(bytes, end);
            assertThat(sum.isForged()).isTrue();
            assertThat(sum.sum()).isEqualTo(digest(bytes));
        }
        assertThat(sum(Arrays.copyOf(bytes, 30_000)).isForged()).isTrue();
        bytes[bytes.length - 1] ^= 1;
        sumIsRight(bytes);
    }

    /** Both sums are in the papers: Stevens and others, 2017 (of the files that begin so), and Leurent and Peyrin, 2020. */
    @Test
    void the_collisions_are_those_that_were_published() throws IOException {
        for (String twin : new String[] {"1", "2"}) {
            try (InputStream file = getClass().getResourceAsStream("shambles-" + twin + ".bin")) {
                assertThat(sum(file.readAllBytes()).sum()).isEqualTo("8ac60ba76f1999a1ab70223f225aefdc78d4ddc0");
            }
            try (InputStream file = getClass().getResourceAsStream("shattered-" + twin + ".bin")) {
                assertThat(sum(file.readAllBytes()).sum()).isEqualTo("f92d74e3874587aaf443d1db961d4e26dde13e9c");
            }
        }
    }

    @Test
    void no_byte_is_read_beyond_the_end() {
        assertThatThrownBy(() -> sha.add(new byte[10], 5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sha.add(new byte[10], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
