package starforge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import starforge.db.Database;

class PlansTest {
    private static final String STARS = "which stars are given now";

    @Test
    void whatever_is_read_of_the_log_is_one_range_of_an_index_in_its_order() {
        assertThat(plans()).hasSize(6).allSatisfy((what, plan) -> {
            if (!what.equals(STARS)) {
                assertThat(plan).contains("PUBLIC.EVENTS_", "index sorted");
            }
        });
    }

    @Test
    void each_star_is_one_entry_of_the_index() {
        assertThat(plans().get(STARS)).contains("REPO_ID = P.REPO_ID", "USER_ID = P.USER_ID");
    }

    private static Map<String, String> plans() {
        try (Database database = Database.inMemory("plans")) {
            return Plans.of(database, 7, 7);
        }
    }
}
