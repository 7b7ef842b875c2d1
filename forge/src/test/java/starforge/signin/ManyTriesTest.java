package starforge.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.Together;
import starforge.access.Refusal.Reason;
import starforge.bus.MemoryCounts;

/** Guessing all at once. */
@ParameterizedClass
@EnumSource(Store.class)
class ManyTriesTest {
    @Parameter
    Store store;

    @Test
    void tries_at_the_same_time_count_like_tries_in_a_row(@TempDir Path folder) {
        try (BareForge forge = store.inMemory(folder)) {
            SignIn signIn = new SignIn(forge.users, forge.tokens, new MemoryCounts(forge.clock));
            Callable<Reason> guess =
                    () -> BareForge.refusal(() -> signIn.withPassword("mira", "a guess at it", "192.0.2.1"));
            List<Reason> answers = Together.all(Collections.nCopies(30, guess));
            assertThat(answers).filteredOn(Reason.LOGIN::equals).hasSize(10);
            assertThat(answers).filteredOn(Reason.TOO_MANY::equals).hasSize(20);
        }
    }
}
