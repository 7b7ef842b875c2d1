package starforge.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refused;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.account.Collection.Brought;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.Repo;
import starforge.stars.StarTags;
import starforge.users.User;

/** Stars and follows go out as a file and come in again. */
class CollectionTest {
    @TempDir
    Path here;

    @TempDir
    Path there;

    private BareForge forge;
    private User mira;
    private User ben;

    @BeforeEach
    void people() {
        forge = BareForge.inMemory(here);
        mira = forge.user("mira");
        ben = forge.user("ben");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private static Collection collection(BareForge of) {
        return new Collection(of.users, of.repos, of.stars, new StarTags(of.database), of.follows, of.clock);
    }

    private Brought bring(Identity who, String file) {
        return collection(forge).bring(who, file.getBytes(UTF_8));
    }

    @Test
    void what_goes_out_of_one_forge_comes_into_another_as_it_was() {
        List<String> names = List.of("lantern", "tide", "loom");
        for (String name : names) {
            forge.stars.star(ben.identity(), forge.repo(mira, name));
        }
        Gate.Entry loom = forge.repo(ben, "own");
        forge.stars.star(ben.identity(), loom);
        new StarTags(forge.database).add(ben.identity(), loom, "to read");
        forge.follows.follow(ben.identity(), mira);
        String file = collection(forge).written(ben.identity());

        try (BareForge other = BareForge.inMemory(there)) {
            User otherMira = other.user("mira");
            User otherBen = other.user("ben");
            names.forEach(name -> other.repo(otherMira, name));
            other.repo(otherBen, "own");

            Brought first = collection(other).bring(otherBen.identity(), file.getBytes(UTF_8));
            Brought second = collection(other).bring(otherBen.identity(), file.getBytes(UTF_8));

            assertThat(first).isEqualTo(new Brought(4, 1, 0, List.of()));
            assertThat(second).isEqualTo(new Brought(0, 0, 5, List.of()));
            assertThat(collection(other).written(otherBen.identity())).isEqualTo(file);
        }
    }

    @Test
    void what_is_not_here_or_not_to_be_seen_is_told_and_the_rest_comes_in() {
        forge.repo(mira, "lantern");
        forge.privateRepo(mira, "diary");
        User gone = forge.user("gone");
        forge.database.change(transaction -> forge.users.setBlocked(transaction, gone, true));

        Brought brought = bring(ben.identity(), """
                {"format": "starforge-stars-1", "stars": [{"repo": "mira/lantern", "tags": ["ok", "%s"]}, {"repo": "mira/diary"},
                {"repo": "mira/nothing"}, {"repo": 5}, "mira/lantern", {}],
                "follows": [{"user": "mira"}, {"user": "nobody"}, {"user": "gone"}, {"user": "ben"}, null]}
                """.formatted("x".repeat(40)));

        assertThat(brought.starred()).isEqualTo(1);
        assertThat(brought.followed()).isEqualTo(1);
        assertThat(brought.left())
                .contains(
                        "mira/diary",
                        "mira/nothing",
                        "{\"repo\":5}",
                        "\"mira/lantern\"",
                        "{}",
                        "nobody",
                        "gone",
                        "ben",
                        "null")
                .anyMatch(line -> line.startsWith("mira/lantern: A tag has"))
                .hasSize(10);
        assertThat(forge.repos.list(ben.identity(), Listing.starredBy(ben.id(), Sort.NAME, 0, 9)))
                .extracting(Repo::name)
                .hasToString("[mira/lantern]");
    }

    @Test
    void a_private_star_goes_out_only_while_it_is_seen() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        forge.collaborators.let(mira.identity(), diary, ben, Level.READ);
        forge.stars.star(ben.identity(), diary);
        assertThat(collection(forge).written(ben.identity())).contains("mira/diary");

        forge.collaborators.let(mira.identity(), diary, ben, Level.NONE);

        assertThat(collection(forge).written(ben.identity())).doesNotContain("diary");
    }

    @Test
    void another_file_is_refused_and_changes_nothing() {
        String many = "{\"user\":\"mira\"},".repeat(5_001);
        for (String file : List.of(
                "",
                "not json",
                "[1]",
                "{}",
                "{\"format\":\"other\",\"stars\":[],\"follows\":[]}",
                "{\"format\":\"starforge-stars-1\",\"stars\":{},\"follows\":[]}",
                "[".repeat(5_000),
                "{\"format\":\"starforge-stars-1\",\"stars\":[],\"follows\":[" + many.substring(0, many.length() - 1)
                        + "]}")) {
            assertThat(refused(() -> bring(ben.identity(), file)).field()).isEqualTo("file");
        }
        assertThat(forge.follows.followers(mira)).isZero();
    }
}
