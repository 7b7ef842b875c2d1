package starforge.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static starforge.BareForge.refused;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Gate;
import starforge.access.Refusal.Reason;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.Repo;
import starforge.stars.Trending.Rising;
import starforge.users.User;

/** Own words for stars, and what rises this week. */
@ParameterizedClass
@EnumSource(Store.class)
class StarTagsTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private StarTags tags;
    private User mira;
    private User ben;
    private Gate.Entry lantern;

    @BeforeEach
    void a_star() {
        forge = store.inMemory(folder);
        tags = new StarTags(forge.database);
        mira = forge.user("mira");
        ben = forge.user("ben");
        lantern = forge.repo(mira, "lantern");
        forge.stars.star(ben.identity(), lantern);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private List<String> found(String text, String tag) {
        return forge.repos.list(ben.identity(), Listing.starredBy(ben.id(), text, tag, Sort.NAME, 0, 9)).stream()
                .map(Repo::name)
                .map(Object::toString)
                .toList();
    }

    @Test
    void a_star_is_found_by_its_tag_and_by_words_of_the_repository() {
        forge.stars.star(ben.identity(), forge.repo(mira, "tide"));
        assertThat(tags.add(ben.identity(), lantern, "  Message BUS ")).isEqualTo("message bus");
        tags.add(ben.identity(), lantern, "message bus");

        assertThat(tags.all(ben.identity()))
                .extracting(StarTag::name, StarTag::stars)
                .containsExactly(tuple("message bus", 1));
        assertThat(found("", "message bus")).containsExactly("mira/lantern");
        assertThat(found("TID", "")).containsExactly("mira/tide");
        assertThat(found("tid", "message bus")).isEmpty();
        assertThat(found("", "")).containsExactly("mira/lantern", "mira/tide");
    }

    @Test
    void tags_are_their_owners_alone_and_go_with_the_star() {
        forge.stars.star(mira.identity(), lantern);
        tags.add(ben.identity(), lantern, "mine");
        assertThat(tags.all(mira.identity())).isEmpty();
        assertThat(tags.remove(mira.identity(), lantern, "mine")).isFalse();

        forge.stars.unstar(ben.identity(), lantern);
        forge.stars.star(ben.identity(), lantern);

        assertThat(tags.all(ben.identity())).isEmpty();
        assertThat(tags.of(ben.identity(), List.of(lantern.id()))).isEmpty();
    }

    @Test
    void what_is_not_starred_or_no_word_is_refused() {
        assertThat(BareForge.refusal(() -> tags.add(mira.identity(), lantern, "mine")))
                .isEqualTo(Reason.NOT_FOUND);
        for (String typed : List.of("", "   ", "x".repeat(31), "a\u202eb", "a\nb")) {
            assertThat(refused(() -> tags.add(ben.identity(), lantern, typed)).field())
                    .isEqualTo("tag");
        }
    }

    @Test
    void tags_are_few() {
        for (int i = 0; i < 10; i++) {
            tags.add(ben.identity(), lantern, "tag" + i);
        }
        assertThat(refused(() -> tags.add(ben.identity(), lantern, "one more")).getMessage())
                .contains("10");
        tags.add(ben.identity(), lantern, "tag3");
        assertThat(tags.remove(ben.identity(), lantern, "tag3")).isTrue();
        assertThat(tags.remove(ben.identity(), lantern, "tag3")).isFalse();
        tags.add(ben.identity(), lantern, "one more");
    }

    @Test
    void what_got_most_stars_in_seven_days_rises() {
        Gate.Entry tide = forge.repo(mira, "tide");
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        forge.clock.pass(Duration.ofDays(8));
        forge.stars.star(mira.identity(), lantern);
        forge.stars.star(mira.identity(), tide);
        forge.stars.star(mira.identity(), diary);
        forge.stars.star(ben.identity(), tide);
        Trending trending = new Trending(forge.database, forge.repos, forge.clock);

        assertThat(trending.week(5))
                .extracting(Rising::name, Rising::fresh)
                .containsExactly(tuple("mira/tide", 2), tuple("mira/lantern", 1));

        forge.repos.describe(mira.identity(), tide, "", "", true);
        assertThat(trending.week(5)).as("at once").extracting(Rising::name).containsExactly("mira/lantern");

        forge.database.change(transaction -> {
            forge.users.setBlocked(transaction, mira, true);
            forge.stars.recount(transaction, mira);
        });
        forge.clock.pass(Duration.ofSeconds(6));
        assertThat(trending.week(5)).isEmpty();
    }
}
