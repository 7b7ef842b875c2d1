package starforge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import starforge.db.Database;

class PlansTest {
    @Test
    void whatever_is_read_of_the_log_is_one_range_of_an_index_in_its_order() {
        try (Database database = Database.inMemory("plans")) {
            assertThat(Plans.of(database, 7, 7)).hasSize(5).allSatisfy((what, plan) -> assertThat(plan)
                    .contains("PUBLIC.EVENTS_", "index sorted"));
        }
    }

    @Test
    void each_star_is_one_entry_of_the_index() {
        try (Database database = Database.inMemory("plans")) {
            assertThat(Plans.ofStars(database, 7, 7)).contains("REPO_ID = P.REPO_ID", "USER_ID = P.USER_ID");
        }
    }
}
