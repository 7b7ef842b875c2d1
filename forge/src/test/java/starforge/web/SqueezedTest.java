package starforge.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** A compressed page with a hole; GZIPInputStream checks the checksum and the length. */
class SqueezedTest {
    private static final String MINE = "wstoken0123456789abcdef0123456789abcdef";
    private static final String YOURS = "wstokenfedcba9876543210fedcba9876543210";

    private static String unzip(byte[] bytes) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8);
    }

    @Test
    void each_reader_gets_the_text_with_letters_of_their_own() throws IOException {
        String page = "<p>Möwe</p>".repeat(3000) + "<meta content=\"%s\">" + "<p>Möwe ★</p>".repeat(5000);
        Squeezed squeezed = Squeezed.of(page.formatted(MINE), MINE);
        assertThat(unzip(squeezed.with(YOURS))).isEqualTo(page.formatted(YOURS));
        assertThat(unzip(squeezed.with(MINE))).isEqualTo(page.formatted(MINE));
        assertThat(new String(squeezed.plainWith(YOURS), UTF_8)).isEqualTo(page.formatted(YOURS));
    }

    @Test
    void any_text_survives_wherever_its_hole_is() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            String before = random.ints(random.nextInt(70_000), 'a', 'h')
                    .mapToObj(Character::toString)
                    .collect(java.util.stream.Collectors.joining());
            String after = before.substring(random.nextInt(before.length() + 1));
            Squeezed squeezed = Squeezed.of(before + MINE + after, MINE);
            assertThat(unzip(squeezed.with(YOURS))).isEqualTo(before + YOURS + after);
        }
    }

    @Test
    void a_text_without_a_hole_is_the_same_for_all() throws IOException {
        for (String text : new String[] {"", "a", "<p>Möwe</p>".repeat(9000)}) {
            assertThat(unzip(Squeezed.of(text, "").with(""))).isEqualTo(text);
        }
    }

    /** Browsers read the first member of a gzip file and nothing behind it. */
    @Test
    void all_of_it_is_one_member() throws Exception {
        String page = "before ".repeat(100) + MINE + " after".repeat(100);
        byte[] bytes = Squeezed.of(page, MINE).with(MINE);
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes, 10, bytes.length - 10);
        byte[] out = new byte[page.length() + 1];
        assertThat(inflater.inflate(out)).isEqualTo(page.length());
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isEqualTo(8);
        inflater.end();
    }

    @Test
    void letters_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> Squeezed.of("page", MINE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Squeezed.of("page" + MINE, MINE).with("short"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
