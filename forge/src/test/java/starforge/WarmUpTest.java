package starforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.code.FilledForge;
import starforge.code.Past;

/** A forge that has just started visits itself. */
class WarmUpTest {
    @TempDir
    Path folder;

    @Test
    void it_sees_the_pages_and_the_refs_of_what_is_public_and_nothing_else() {
        try (FilledForge filled = new FilledForge(folder)) {
            filled.push("tools", new Past().commit("one"));
            filled.pushPrivately("plans", new Past().commit("one"));
            assertThat(new WarmUp(filled.forge().address()).visit(List.of("mira/tools", "mira/plans")))
                    .isEqualTo(4);
        }
    }
}
