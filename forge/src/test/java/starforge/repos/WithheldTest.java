package starforge.repos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
import starforge.access.Level;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.users.User;

/** What becomes of the repositories of somebody who is blocked. */
@ParameterizedClass
@EnumSource(Store.class)
class WithheldTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User root;
    private User mira;
    private User ravi;
    private User hana;
    private Gate.Entry lamp;

    @BeforeEach
    void people() {
        forge = store.inMemory(folder);
        root = forge.admin("root");
        mira = forge.user("mira");
        ravi = forge.user("ravi");
        hana = forge.user("hana");
        lamp = forge.repo(mira, "lamp");
        forge.collaborators.let(mira.identity(), lamp, hana, Level.WRITE);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private void block(User user, boolean blocked) {
        forge.database.change(transaction -> {
            forge.users.setBlocked(transaction, user, blocked);
            forge.stars.recount(transaction, user);
            forge.repos.hide(transaction, root.identity(), user);
        });
    }

    private Level level(User user, Gate.Entry repo) {
        return forge.repos.level(user.identity(), repo.id());
    }

    private List<Long> listed(User user) {
        return forge.repos.list(user.identity(), Listing.all(Listing.Sort.NAME, 0, 100)).stream()
                .map(Repo::id)
                .toList();
    }

    private Repo now(Gate.Entry repo) {
        return forge.repos.find(repo.id()).orElseThrow();
    }

    @Test
    void those_who_were_let_at_it_and_administrators_see_it_and_others_do_not() {
        block(mira, true);

        assertThat(level(ravi, lamp)).isEqualTo(Level.NONE);
        assertThat(level(hana, lamp)).isEqualTo(Level.WRITE);
        assertThat(level(root, lamp)).isEqualTo(Level.ADMIN);
        assertThat(listed(ravi)).isEmpty();
        assertThat(listed(hana)).containsExactly(lamp.id());
        assertThat(listed(root)).containsExactly(lamp.id());
        assertThat(now(lamp).isWithheld()).isTrue();
        assertThat(forge.lastEvent().kind()).isEqualTo("acl");
        assertThat(forge.lastEvent().repoId()).isEqualTo(lamp.id());

        block(mira, false);

        assertThat(level(ravi, lamp)).isEqualTo(Level.READ);
        assertThat(listed(ravi)).containsExactly(lamp.id());
    }

    @Test
    void a_private_one_stays_private_when_its_owner_is_let_in_again() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        block(mira, true);
        assertThat(now(diary).isWithheld()).isFalse();

        block(mira, false);

        assertThat(level(ravi, diary)).isEqualTo(Level.NONE);
        assertThat(level(ravi, lamp)).isEqualTo(Level.READ);
    }

    @Test
    void nobody_shows_it_by_making_it_public() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        block(mira, true);

        forge.repos.describe(root.identity(), now(diary).entry(Level.ADMIN), "", "", false);

        assertThat(level(ravi, diary)).isEqualTo(Level.NONE);
        assertThat(now(diary).isWithheld()).isTrue();
    }

    @Test
    void given_to_somebody_else_it_is_seen_again() {
        block(mira, true);
        Handover handover = new Handover(forge.repos, forge.database, forge.events, forge.clock);

        handover.transfer(root.identity(), now(lamp).entry(Level.ADMIN), Holder.of(hana));

        assertThat(level(ravi, lamp)).isEqualTo(Level.READ);
        assertThat(now(lamp).isHidden()).isFalse();
    }

    @Test
    void what_happens_there_is_told_to_its_watchers_alone() {
        block(mira, true);

        forge.stars.star(hana.identity(), now(lamp).entry(Level.WRITE));

        assertThat(forge.lastEvent().topics()).containsExactly(Topic.repo(lamp.id()));
    }

    @Test
    void forks_of_it_live_on_and_its_own_leave_the_count_of_the_parent() {
        Gate.Entry lantern = forge.repo(ravi, "lantern");
        forge.newRepos.fork(mira.identity(), lantern);
        Gate.Entry own = BareForge.entry(forge.newRepos.fork(ravi.identity(), lamp));
        assertThat(now(lantern).forks()).isEqualTo(1);

        block(mira, true);

        assertThat(now(lantern).forks()).isZero();
        Event told = told("unforked");
        assertThat(told.repoId()).isEqualTo(lantern.id());
        assertThat(told.data()).hasToString("{count=0}");
        assertThat(told.actor()).isEmpty();
        assertThat(level(ravi, own)).isEqualTo(Level.ADMIN);
        assertThat(level(hana, own)).isEqualTo(Level.READ);

        block(mira, false);

        assertThat(now(lantern).forks()).isEqualTo(1);
    }

    @Test
    void a_private_fork_of_somebody_blocked_leaves_the_count_of_its_private_parent() {
        Gate.Entry diary = forge.privateRepo(ravi, "diary");
        forge.collaborators.let(ravi.identity(), diary, mira, Level.READ);
        forge.newRepos.fork(mira.identity(), diary);
        assertThat(now(diary).forks()).isEqualTo(1);

        block(mira, true);

        assertThat(now(diary).forks()).isZero();
    }

    @Test
    void a_private_fork_of_what_is_hidden_now_stays_with_who_made_it() {
        Gate.Entry own = BareForge.entry(forge.newRepos.fork(ravi.identity(), lamp));
        forge.repos.describe(ravi.identity(), own, "", "", true);

        block(mira, true);

        assertThat(level(ravi, own)).isEqualTo(Level.ADMIN);
    }

    @Test
    void those_who_were_blocked_before_are_hidden_and_their_stars_and_forks_counted_out() {
        Gate.Entry lantern = forge.repo(ravi, "lantern");
        Gate.Entry fork = BareForge.entry(forge.newRepos.fork(mira.identity(), lantern));
        forge.stars.star(mira.identity(), lantern);
        forge.stars.star(hana.identity(), lantern);
        forge.database.change(transaction -> forge.users.setBlocked(transaction, mira, true));
        assertThat(now(lantern).stars()).isEqualTo(2);

        again("V36__hidden.sql");
        again("V37__stars_of_blocked.sql");

        assertThat(now(lantern).stars()).isEqualTo(1);
        assertThat(now(lantern).forks()).isZero();
        assertThat(level(ravi, fork)).isEqualTo(Level.NONE);
        assertThat(level(ravi, lamp)).isEqualTo(Level.NONE);
        assertThat(level(ravi, lantern)).isEqualTo(Level.ADMIN);
        int newest = forge.database.read(handle -> handle.createQuery(
                        "select stars from star_days where repo_id = :repo order by on_day desc limit 1")
                .bind("repo", lantern.id())
                .mapTo(Integer.class)
                .one());
        assertThat(newest).isEqualTo(1);
    }

    /** What an older forge is brought up to date with, but for the tables. */
    private void again(String migration) {
        Arrays.stream(text(migration).replaceAll("(?m)^--.*$", "").split(";"))
                .map(String::strip)
                .filter(statement -> statement.matches("(?s)(update|insert|delete) .*"))
                .forEach(statement -> forge.database.change(transaction ->
                        transaction.handle().createUpdate(statement).execute()));
    }

    private static String text(String migration) {
        try (InputStream file = Objects.requireNonNull(WithheldTest.class.getResourceAsStream("/db/" + migration))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Event told(String kind) {
        return forge.events.after(0, 1000).stream()
                .filter(event -> event.kind().equals(kind))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
