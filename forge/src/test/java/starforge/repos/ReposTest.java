package starforge.repos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
import starforge.access.RefGuard.Move;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.access.RepoName;
import starforge.users.User;

@ParameterizedClass
@EnumSource(Store.class)
class ReposTest {
    @Parameter
    Store store;

    @TempDir
    Path folder;

    private BareForge forge;
    private User mira;
    private User ben;

    @BeforeEach
    void people() {
        forge = store.onDisk(folder);
        mira = forge.user("mira");
        ben = forge.user("ben");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private NewRepo wish(String name) {
        return new NewRepo("", name, "", false);
    }

    private long folders() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("git"))) {
            return all.filter(path -> path.toString().endsWith(".git")).count();
        }
    }

    @Test
    void of_many_who_take_one_name_at_once_one_gets_it() throws IOException {
        Callable<Boolean> take = () -> {
            try {
                forge.newRepos.create(mira.identity(), wish("Comet"), "main");
                return true;
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
                assertThat(refusal.field()).isEqualTo("name");
                return false;
            }
        };

        List<Boolean> got = Together.all(Collections.nCopies(8, take));

        assertThat(got).containsOnlyOnce(true);
        assertThat(folders()).isEqualTo(1);
        assertThat(forge.events.last()).isEqualTo(1);
    }

    @Test
    void names_that_differ_in_case_alone_are_one_name() {
        forge.newRepos.create(mira.identity(), wish("Comet"), "main");

        assertThat(BareForge.refusal(() -> forge.newRepos.create(ben.identity(), wish("comET"), "main")))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void an_import_that_fails_leaves_nothing_behind() throws IOException {
        assertThat(BareForge.refusal(() -> forge.newRepos.importFrom(
                        mira.identity(),
                        wish("comet"),
                        folder.resolve("nothing").toString())))
                .isEqualTo(Reason.INVALID);

        assertThat(forge.repos.exists(starforge.access.RepoName.of("", "comet")))
                .isFalse();
        assertThat(folders()).isZero();
        assertThat(forge.events.last()).isZero();
    }

    @Test
    void the_number_of_a_deleted_repository_is_never_given_again() {
        Gate.Entry first = forge.repo(mira, "comet");
        forge.repos.delete(mira.identity(), first);

        assertThat(forge.repo(mira, "comet").id()).isGreaterThan(first.id());
    }

    @Test
    void a_fork_counts_at_its_parent_and_lives_on_without_it() {
        Gate.Entry comet = forge.repo(mira, "comet");

        Repo fork = forge.newRepos.fork(ben.identity(), comet);

        assertThat(fork.name()).hasToString("fork/ben/mira/comet");
        assertThat(forge.repos.get(comet).forks()).isEqualTo(1);
        assertThat(forge.lastEvent().kind()).isEqualTo("forked");
        assertThat(forge.lastEvent().data()).containsEntry("count", 1).containsEntry("fork", "fork/ben/mira/comet");
        forge.repos.delete(mira.identity(), comet);
        assertThat(forge.repos.find(fork.id()).orElseThrow().parent()).isEmpty();
    }

    @Test
    void a_fork_that_goes_tells_its_parent_the_count() {
        Gate.Entry comet = forge.repo(mira, "comet");
        Repo fork = forge.newRepos.fork(ben.identity(), comet);

        forge.repos.delete(ben.identity(), new Gate.Entry(fork.id(), fork.name(), false, Level.ADMIN));

        assertThat(forge.repos.get(comet).forks()).isZero();
        assertThat(forge.lastEvent().kind()).isEqualTo("unforked");
        assertThat(forge.lastEvent().data()).containsEntry("count", 0).doesNotContainKey("fork");
    }

    @Test
    void a_second_fork_is_refused() throws IOException {
        Gate.Entry comet = forge.repo(mira, "comet");
        forge.newRepos.fork(ben.identity(), comet);

        assertThat(BareForge.refusal(() -> forge.newRepos.fork(ben.identity(), comet)))
                .isEqualTo(Reason.CONFLICT);
        assertThat(folders()).isEqualTo(2);
    }

    @Test
    void a_fork_of_what_is_hidden_is_hidden() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        forge.collaborators.let(mira.identity(), diary, ben, Level.READ);

        Repo fork = forge.newRepos.fork(ben.identity(), diary);

        assertThat(fork.isPrivate()).isTrue();
        assertThat(forge.repos.level(Identity.ANONYMOUS, fork.id())).isEqualTo(Level.NONE);
    }

    @Test
    void lists_show_what_the_asker_may_see() {
        forge.repo(mira, "comet");
        Gate.Entry diary = forge.privateRepo(mira, "diary");
        Listing all = Listing.all(Listing.Sort.NAME, 0, 10);

        assertThat(forge.repos.list(Identity.ANONYMOUS, all)).hasSize(1);
        assertThat(forge.repos.count(ben.identity(), all)).isEqualTo(1);
        assertThat(forge.repos.count(mira.identity(), all)).isEqualTo(2);
        forge.collaborators.let(mira.identity(), diary, ben, Level.READ);
        assertThat(forge.repos.list(ben.identity(), all))
                .extracting(Repo::url)
                .containsExactly("/mira/comet", "/mira/diary");
        assertThat(forge.repos.count(forge.admin("root").identity(), all)).isEqualTo(2);
        assertThat(forge.repos.total()).isEqualTo(2);
    }

    @Test
    void a_change_of_rights_says_no_more_than_that() {
        Gate.Entry diary = forge.privateRepo(mira, "diary");

        forge.collaborators.let(mira.identity(), diary, ben, Level.WRITE);

        assertThat(forge.lastEvent().kind()).isEqualTo("acl");
        assertThat(forge.lastEvent().data()).isEmpty();
        assertThat(forge.collaborators.of(diary)).containsExactly(new Collaborator(ben.id(), "ben", Level.WRITE));
        forge.collaborators.let(mira.identity(), diary, ben, Level.NONE);
        assertThat(forge.repos.level(ben.identity(), diary.id())).isEqualTo(Level.NONE);
    }

    @Test
    void what_was_deleted_meanwhile_is_not_found() {
        Gate.Entry comet = forge.repo(mira, "comet");
        forge.repos.delete(mira.identity(), comet);

        assertThat(BareForge.refusal(() -> forge.repos.describe(mira.identity(), comet, "x", "", true)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(BareForge.refusal(() -> forge.repos.rename(mira.identity(), comet, "x")))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(BareForge.refusal(() -> forge.repos.delete(mira.identity(), comet)))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(BareForge.refusal(() -> forge.newRepos.fork(ben.identity(), comet)))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void a_right_to_write_that_ends_during_a_push_moves_no_ref() {
        Repo repo = forge.newRepos.create(mira.identity(), wish("Comet"), "main");
        Gate.Entry entry = forge.repos.require(mira.identity(), repo.name(), Level.ADMIN);
        Protections rules = new Protections(forge.repos, forge.database, forge.clock);
        forge.collaborators.let(mira.identity(), entry, ben, Level.WRITE);
        assertThat(rules.problem(ben.identity(), repo.id(), "refs/tags/v1", Move.CREATE))
                .isEmpty();

        forge.collaborators.let(mira.identity(), entry, ben, Level.NONE);
        assertThat(rules.problem(ben.identity(), repo.id(), "refs/tags/v1", Move.CREATE))
                .contains("You may not write to this repository any longer.");
    }

    @Test
    void a_name_given_up_by_two_leads_to_the_last_of_them() {
        Repo first = forge.newRepos.create(mira.identity(), wish("Comet"), "main");
        rename(first, "Comet-one");
        Repo second = forge.newRepos.create(mira.identity(), wish("comet"), "main");
        assertThat(numberOf("Comet")).isEqualTo(second.id());
        rename(second, "Comet-two");
        assertThat(numberOf("COMET")).isEqualTo(second.id());
        rename(second, "Comet");
        rename(second, "Comet-three");
        assertThat(numberOf("Comet")).isEqualTo(second.id());
        assertThat(numberOf("Comet-one")).isEqualTo(first.id());
    }

    private void rename(Repo repo, String name) {
        Gate.Entry entry = forge.repos.require(
                mira.identity(), forge.repos.find(repo.id()).orElseThrow().name(), Level.ADMIN);
        forge.repos.rename(mira.identity(), entry, name);
    }

    private long numberOf(String name) {
        return forge.repos
                .require(mira.identity(), RepoName.of("", name), Level.READ)
                .id();
    }
}
