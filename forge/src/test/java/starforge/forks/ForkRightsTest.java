package starforge.forks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.Together;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.bus.Event;
import starforge.repos.Listing;
import starforge.users.User;

/** Who sees a fork, and what is told of it, as its parent's rights change. */
@ParameterizedClass
@EnumSource(Store.class)
class ForkRightsTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private User ravi;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        ravi = forge.user("ravi");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Gate.Entry sharedSecret() {
        Gate.Entry secret = forge.privateRepo(mira, "secret");
        forge.collaborators.let(mira.identity(), secret, ravi, Level.READ);
        return secret;
    }

    private Gate.Entry forkOf(Gate.Entry parent, User user) {
        return BareForge.entry(forge.newRepos.fork(user.identity(), parent));
    }

    private Level level(User user, Gate.Entry repo) {
        return forge.repos.level(user.identity(), repo.id());
    }

    private boolean isListed(User user, Gate.Entry repo) {
        return forge.repos.list(user.identity(), Listing.all(Listing.Sort.NAME, 0, 100)).stream()
                .anyMatch(each -> each.id() == repo.id());
    }

    private void visible(User owner, Gate.Entry repo, boolean isPrivate) {
        Gate.Entry now = BareForge.entry(forge.repos.find(repo.id()).orElseThrow());
        forge.repos.describe(owner.identity(), now, "", "", isPrivate);
    }

    private List<Event> told(String kind) {
        return forge.events.after(0, 1000).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }

    @Test
    void who_may_see_a_private_repository_no_longer_loses_the_fork_of_it() {
        Gate.Entry secret = sharedSecret();
        Gate.Entry fork = forkOf(secret, ravi);
        assertThat(level(ravi, fork)).isEqualTo(Level.ADMIN);
        assertThat(isListed(ravi, fork)).isTrue();

        forge.collaborators.let(mira.identity(), secret, ravi, Level.NONE);

        assertThat(level(ravi, fork)).isEqualTo(Level.NONE);
        assertThat(isListed(ravi, fork)).isFalse();
        assertThat(level(forge.admin("root"), fork)).isEqualTo(Level.ADMIN);
        assertThat(told("acl")).anyMatch(event -> event.repoId() == fork.id());
    }

    @Test
    void a_key_of_such_a_fork_opens_it_no_longer() {
        Gate.Entry secret = sharedSecret();
        Gate.Entry fork = forkOf(secret, ravi);
        Identity key = Identity.ofRepo(fork.id(), "ravi", Level.WRITE);
        assertThat(forge.repos.level(key, fork.id())).isEqualTo(Level.WRITE);

        forge.collaborators.let(mira.identity(), secret, ravi, Level.NONE);

        assertThat(forge.repos.level(key, fork.id())).isEqualTo(Level.NONE);
    }

    @Test
    void whoever_helps_at_a_fork_must_also_see_where_it_comes_from() {
        Gate.Entry fork = forkOf(sharedSecret(), ravi);
        User hana = forge.user("hana");

        forge.collaborators.let(ravi.identity(), fork, hana, Level.WRITE);

        assertThat(level(hana, fork)).isEqualTo(Level.NONE);
        assertThat(isListed(hana, fork)).isFalse();
    }

    @Test
    void a_fork_of_a_fork_stands_under_the_rules_of_the_first_parent() {
        Gate.Entry secret = sharedSecret();
        Gate.Entry fork = forkOf(secret, ravi);
        User hana = forge.user("hana");
        forge.collaborators.let(mira.identity(), secret, hana, Level.READ);
        forge.collaborators.let(ravi.identity(), fork, hana, Level.READ);
        Gate.Entry second = forkOf(fork, hana);
        assertThat(level(hana, second)).isEqualTo(Level.ADMIN);

        forge.collaborators.let(mira.identity(), secret, hana, Level.NONE);

        assertThat(level(hana, second)).isEqualTo(Level.NONE);
        assertThat(isListed(hana, second)).isFalse();
    }

    @Test
    void a_fork_of_a_private_repository_cannot_be_made_public() {
        Gate.Entry fork = forkOf(sharedSecret(), ravi);

        Refusal refusal = BareForge.refused(() -> visible(ravi, fork, false));

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.field()).isEqualTo("private");
        assertThat(forge.repos.find(fork.id()).orElseThrow().isPrivate()).isTrue();
    }

    @Test
    void forks_made_while_everybody_could_see_the_parent_stay_with_their_owners() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        Gate.Entry open = forkOf(lantern, ravi);
        User hana = forge.user("hana");
        Gate.Entry hidden = forkOf(lantern, hana);
        visible(hana, hidden, true);

        visible(mira, lantern, true);

        assertThat(level(ravi, open)).isEqualTo(Level.ADMIN);
        assertThat(level(mira, open)).isEqualTo(Level.READ);
        assertThat(level(hana, hidden)).isEqualTo(Level.ADMIN);
        assertThat(isListed(hana, hidden)).isTrue();
    }

    @Test
    void the_name_of_a_fork_that_went_private_is_told_to_nobody_any_more() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        Gate.Entry fork = forkOf(lantern, ravi);
        assertThat(told("forked").get(0).data()).containsEntry("fork", "fork/ravi/mira/lantern");

        visible(ravi, fork, true);

        assertThat(told("forked").get(0).data()).containsOnlyKeys("count");
        assertThat(forge.events.latestPublic(10))
                .noneMatch(event -> event.data().containsKey("fork"));
    }

    @Test
    void the_name_of_a_private_fork_is_not_told_to_those_who_see_the_parent() {
        forkOf(sharedSecret(), ravi);

        assertThat(told("forked").get(0).data()).containsOnlyKeys("count");
    }

    @Test
    void a_fork_that_changes_its_visibility_changes_the_count_and_tells_it() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        Gate.Entry fork = forkOf(lantern, ravi);

        visible(ravi, fork, true);
        assertThat(told("unforked").get(0).data()).containsEntry("count", 0);
        assertThat(told("unforked").get(0).repoId()).isEqualTo(lantern.id());
        visible(ravi, fork, false);

        assertThat(told("forked").get(1).data())
                .containsEntry("count", 1)
                .containsEntry("fork", "fork/ravi/mira/lantern");
        assertThat(forge.repos.find(lantern.id()).orElseThrow().forks()).isEqualTo(1);
    }

    @Test
    void of_many_clicks_on_fork_at_once_one_makes_it() {
        Gate.Entry lantern = forge.repo(mira, "lantern");
        Callable<Boolean> click = () -> {
            try {
                forge.newRepos.fork(ravi.identity(), lantern);
                return true;
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
                return false;
            }
        };

        List<Boolean> made = Together.all(Collections.nCopies(20, click));

        assertThat(made).containsOnlyOnce(true);
        assertThat(forge.repos.find(lantern.id()).orElseThrow().forks()).isEqualTo(1);
    }

    @Test
    void a_fork_outlives_its_private_parent() {
        Gate.Entry secret = sharedSecret();
        Gate.Entry fork = forkOf(secret, ravi);

        forge.repos.delete(mira.identity(), secret);

        assertThat(level(ravi, fork)).isEqualTo(Level.ADMIN);
    }
}
