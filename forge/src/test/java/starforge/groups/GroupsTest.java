package starforge.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refused;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import starforge.repos.Handover;
import starforge.repos.Holder;
import starforge.repos.Listing;
import starforge.repos.NewRepo;
import starforge.repos.Repo;
import starforge.users.User;

/** Who is in a group, and what that gives at its repositories. */
@ParameterizedClass
@EnumSource(Store.class)
class GroupsTest {
    private static final Group.Words NO_WORDS = new Group.Words("", "");

    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private Groups groups;
    private User mira;
    private User ben;
    private User cleo;
    private Group club;

    @BeforeEach
    void a_group_with_an_owner_and_a_member() {
        forge = store.inMemory(folder);
        groups = new Groups(forge.database, forge.events, forge.clock);
        mira = forge.user("mira");
        ben = forge.user("ben");
        cleo = forge.user("cleo");
        club = groups.make(mira.identity(), "Club", NO_WORDS);
        groups.put(mira.identity(), club, ben, Role.MEMBER);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Gate.Entry repo(User by, String namespace, String name, boolean isPrivate) {
        return BareForge.entry(
                forge.newRepos.create(by.identity(), new NewRepo(namespace, name, "", isPrivate), "main"));
    }

    private Level level(User user, Gate.Entry repo) {
        return forge.repos.level(user.identity(), repo.id());
    }

    private int listed(User user) {
        return forge.repos.count(user.identity(), Listing.all(Listing.Sort.NAME, 0, 9));
    }

    @Test
    void a_role_says_what_somebody_may_do_with_what_the_group_owns() {
        Gate.Entry open = repo(mira, "club", "open", false);
        Gate.Entry vault = repo(mira, "CLUB", "vault", true);

        assertThat(vault.name()).hasToString("Club/vault");
        assertThat(List.of(level(mira, vault), level(ben, vault), level(cleo, vault)))
                .containsExactly(Level.ADMIN, Level.WRITE, Level.NONE);
        assertThat(List.of(level(mira, open), level(ben, open), level(cleo, open)))
                .containsExactly(Level.ADMIN, Level.WRITE, Level.READ);
        assertThat(level(forge.admin("ada"), vault)).isEqualTo(Level.ADMIN);
        assertThat(forge.repos.level(Identity.ANONYMOUS, vault.id())).isEqualTo(Level.NONE);
        assertThat(forge.repos.level(forge.withToken(mira, "read"), vault.id())).isEqualTo(Level.READ);
        assertThat(List.of(listed(mira), listed(ben), listed(cleo))).containsExactly(2, 2, 1);
    }

    @Test
    void only_owners_make_repositories_in_a_group() {
        assertThat(refused(() -> repo(ben, "Club", "mine", false)).field()).isEqualTo("namespace");
        assertThat(refused(() -> repo(cleo, "Club", "mine", false)).field()).isEqualTo("namespace");
        Repo made = forge.repos.find(repo(mira, "Club", "ours", false).id()).orElseThrow();

        assertThat(made.owner()).isEqualTo("Club");
        assertThat(made.isOfGroup()).isTrue();
        assertThat(made.ownerId()).isZero();
        assertThat(forge.repos.count(mira.identity(), Listing.ofOwner(mira.id(), Listing.Sort.NAME, 0, 9)))
                .isZero();
    }

    @Test
    void who_is_taken_out_may_do_nothing_more_not_even_what_they_were_let_at_one_repository() {
        Gate.Entry vault = repo(mira, "Club", "vault", true);
        forge.collaborators.let(mira.identity(), vault, ben, Level.ADMIN);
        assertThat(level(ben, vault)).isEqualTo(Level.ADMIN);

        assertThat(groups.remove(mira.identity(), club, ben)).isTrue();

        assertThat(level(ben, vault)).isEqualTo(Level.NONE);
        assertThat(listed(ben)).isZero();
        assertThat(forge.lastEvent().kind()).isEqualTo("acl");
        assertThat(groups.remove(mira.identity(), club, ben)).isFalse();
    }

    @Test
    void a_private_fork_of_what_a_group_owns_is_shut_with_it() {
        Gate.Entry vault = repo(mira, "Club", "vault", true);
        Gate.Entry fork = BareForge.entry(forge.newRepos.fork(ben.identity(), vault));
        assertThat(fork.name()).hasToString("fork/ben/Club/vault");
        assertThat(level(ben, fork)).isEqualTo(Level.ADMIN);

        groups.remove(mira.identity(), club, ben);

        assertThat(level(ben, fork)).isEqualTo(Level.NONE);
        assertThat(listed(ben)).isZero();
    }

    @Test
    void the_last_owner_stays_one() {
        assertThat(refused(() -> groups.remove(mira.identity(), club, mira)).getMessage())
                .contains("Without mira, Club would have no owner who may sign in.");
        assertThat(refused(() -> groups.put(mira.identity(), club, mira, Role.MEMBER))
                        .field())
                .isEqualTo("role");

        groups.put(mira.identity(), club, ben, Role.OWNER);
        assertThat(groups.remove(mira.identity(), club, mira)).isTrue();

        assertThat(groups.members(club, ben.identity()))
                .extracting(Member::name)
                .containsExactly("ben");
        assertThat(heldAlone(ben)).contains("Club");
    }

    @Test
    void owners_who_are_blocked_do_not_count_and_blocking_asks_no_group() {
        User root = forge.admin("root");
        groups.put(mira.identity(), club, ben, Role.OWNER);
        forge.database.change(transaction -> forge.users.setBlocked(transaction, ben, true));
        assertThat(refused(() -> groups.remove(mira.identity(), club, mira)).field())
                .isEqualTo("user");
        assertThat(refused(() -> groups.put(mira.identity(), club, mira, Role.MEMBER))
                        .field())
                .isEqualTo("role");
        assertThat(heldAlone(mira)).contains("Club");

        forge.database.change(transaction -> forge.users.setBlocked(transaction, mira, true));
        assertThat(refused(() -> groups.remove(root.identity(), club, mira)).field())
                .isEqualTo("user");
        groups.put(root.identity(), club, cleo, Role.OWNER);
        assertThat(groups.remove(root.identity(), club, mira)).isTrue();
        assertThat(groups.put(cleo.identity(), club, ben, Role.MEMBER)).isTrue();
        assertThat(heldAlone(cleo)).contains("Club");
    }

    private Optional<String> heldAlone(User user) {
        return forge.database.write(transaction -> groups.heldAlone(transaction, user.id()));
    }

    @Test
    void people_who_are_no_owners_change_nothing_but_may_leave() {
        for (User user : List.of(ben, cleo)) {
            Identity who = user.identity();
            List<Runnable> deeds = List.of(
                    () -> groups.put(who, club, cleo, Role.MEMBER),
                    () -> groups.remove(who, club, mira),
                    () -> groups.describe(who, club, NO_WORDS),
                    () -> groups.delete(who, club));
            deeds.forEach(deed -> assertThat(BareForge.refusal(deed)).isEqualTo(Reason.FORBIDDEN));
        }
        assertThat(groups.remove(ben.identity(), club, ben)).isTrue();
        assertThat(groups.members(club, ben.identity()))
                .extracting(Member::name)
                .containsExactly("mira");
    }

    @Test
    void a_name_is_a_users_or_a_groups_and_never_both() {
        assertThat(refused(() -> groups.make(mira.identity(), "BEN", NO_WORDS)).field())
                .isEqualTo("group_name");
        assertThat(refused(() -> groups.make(mira.identity(), "cLUB", NO_WORDS)).field())
                .isEqualTo("group_name");
        for (String name : List.of("add", "tree", "no blanks", "")) {
            assertThat(refused(() -> groups.make(mira.identity(), name, NO_WORDS))
                            .field())
                    .isEqualTo("group_name");
        }
        assertThat(refused(() -> forge.users.add("club", "club@example.org", "correct horse", false))
                        .field())
                .isEqualTo("username");
    }

    @Test
    void a_group_is_deleted_only_when_it_is_empty() {
        Gate.Entry vault = repo(mira, "Club", "vault", true);
        assertThat(refused(() -> groups.delete(mira.identity(), club)).field()).isEqualTo("confirm");

        forge.repos.delete(mira.identity(), vault);
        groups.delete(mira.identity(), club);

        assertThat(groups.find("Club")).isEmpty();
        forge.users.add("club", "club@example.org", "correct horse", false);
    }

    @Test
    void repositories_go_into_a_group_and_out_again_by_those_who_own_both() {
        Handover handover = new Handover(forge.repos, forge.database, forge.events, forge.clock);
        Gate.Entry lamp = repo(ben, "ben", "lamp", true);
        assertThat(refused(() -> handover.transfer(ben.identity(), lamp, Holder.of(club)))
                        .field())
                .isEqualTo("new_owner");
        groups.put(mira.identity(), club, ben, Role.OWNER);

        assertThat(handover.transfer(ben.identity(), lamp, Holder.of(club))).hasToString("Club/lamp");
        assertThat(level(mira, lamp)).isEqualTo(Level.ADMIN);
        groups.put(mira.identity(), club, ben, Role.MEMBER);
        assertThat(BareForge.refusal(() -> handover.transfer(ben.identity(), lamp, Holder.of(ben))))
                .isEqualTo(Reason.FORBIDDEN);

        assertThat(handover.transfer(mira.identity(), lamp, Holder.of(cleo))).hasToString("cleo/lamp");
        assertThat(List.of(level(mira, lamp), level(ben, lamp), level(cleo, lamp)))
                .containsExactly(Level.NONE, Level.NONE, Level.ADMIN);
    }

    @Test
    void forks_stay_with_people() {
        Handover handover = new Handover(forge.repos, forge.database, forge.events, forge.clock);
        Gate.Entry lamp = repo(ben, "ben", "lamp", false);
        Gate.Entry fork = BareForge.entry(forge.newRepos.fork(mira.identity(), lamp));

        assertThat(refused(() -> handover.transfer(mira.identity(), fork, Holder.of(club)))
                        .getMessage())
                .contains("fork");
    }

    @Test
    void many_who_join_at_once_are_in_once() {
        List<Callable<Boolean>> joins = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            joins.add(() -> groups.put(mira.identity(), club, cleo, Role.MEMBER));
        }

        List<Boolean> changed = Together.all(joins);

        assertThat(changed).filteredOn(each -> each).hasSize(1);
        assertThat(groups.members(club, ben.identity()))
                .extracting(Member::name)
                .containsExactly("mira", "ben", "cleo");
    }

    @Test
    void two_owners_who_leave_at_once_do_not_leave_the_group_alone() {
        groups.put(mira.identity(), club, ben, Role.OWNER);

        List<Boolean> left = Together.all(List.of(() -> leaves(mira), () -> leaves(ben)));

        assertThat(left).containsExactlyInAnyOrder(true, false);
        assertThat(groups.members(club, ben.identity())).hasSize(1);
    }

    private boolean leaves(User user) {
        try {
            return groups.remove(user.identity(), club, user);
        } catch (Refusal refusal) {
            return false;
        }
    }
}
