package starforge.codesearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.code.Past;
import starforge.git.Push;
import starforge.git.RealGit;
import starforge.git.Repositories;
import starforge.git.read.Refs;
import starforge.jobs.Job;
import starforge.jobs.Jobs;
import starforge.jobs.Task;
import starforge.jobs.Wish;
import starforge.kernels.Query;

/** How the snapshot of a repository comes to be. */
@ParameterizedClass
@EnumSource(Searcher.class)
class SnapshotTaskTest {
    @Parameter
    Searcher searcher;

    @TempDir
    Path folder;

    private BareForge forge;
    private RealGit git;
    private Repositories repositories;
    private Jobs jobs;
    private Shelf shelf;
    private Snapshots snapshots;
    private Gate.Entry repo;

    @BeforeEach
    void a_forge() throws IOException {
        forge = BareForge.inMemory(folder);
        git = new RealGit(Files.createDirectories(folder.resolve("home")));
        repositories = new Repositories(folder.resolve("git"));
        jobs = new Jobs(forge.database, forge.events, forge.clock);
        shelf = shelf(1 << 30);
        snapshots = new Snapshots(shelf, jobs, new Refs(repositories));
        repo = forge.repo(forge.user("mira"), "lantern");
    }

    @AfterEach
    void close() {
        shelf.close();
        repositories.close();
        forge.close();
    }

    private Shelf shelf(long bytes) {
        return new Shelf(folder.resolve("search"), searcher, bytes, Clock.systemUTC());
    }

    private Path bare() {
        return folder.resolve("git/" + repo.id() + ".git");
    }

    private void push(Past past) {
        git.okWith(bare(), past.toString(), "fast-import", "--quiet", "--date-format=raw-permissive");
    }

    private String id(String expression) {
        return git.ok(bare(), "rev-parse", "--verify", expression);
    }

    private SnapshotTask task(long mostText) {
        return new SnapshotTask(shelf, snapshots, jobs, repositories, mostText);
    }

    private List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>();
        try (Opened opened = shelf.open(shelf.of(repo.id()).orElseThrow()).orElseThrow()) {
            for (int i = 0; i < opened.snapshot().entries().count(); i++) {
                paths.add(opened.snapshot().entries().path(i));
            }
        }
        return paths;
    }

    private long found(String text) {
        try (Opened opened = shelf.open(shelf.of(repo.id()).orElseThrow()).orElseThrow()) {
            return opened.snapshot()
                    .find(Query.literal(text, Set.of()), 10, Duration.ofSeconds(10))
                    .total();
        }
    }

    @Test
    void unchanged_contents_are_not_read_from_the_repository_again() throws IOException {
        push(new Past().commit("Begin").file("a.txt", "a lamp").file("b.txt", "old"));
        task(1 << 20).make(repo.id());
        String blob = id("main:a.txt");
        push(new Past().more("More").file("b.txt", "new lamp"));
        Files.delete(bare().resolve("objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThat(task(1 << 20).make(repo.id())).isEqualTo(id("main"));
        assertThat(paths()).containsExactly("a.txt", "b.txt");
        assertThat(found("lamp")).isEqualTo(2);
        assertThat(found("old")).isZero();
    }

    @Test
    void files_too_large_and_those_that_are_no_text_are_left_out() throws IOException {
        Past past = new Past().commit("Begin").file("text", "lamp").file("binary", "lamp\0");
        past.file("late", "lamp".repeat(3_000) + "\0").file("huge", "lamp\n".repeat(300_000));
        push(past.link("link", "lamp"));
        task(1 << 20).make(repo.id());

        assertThat(paths()).containsExactly("text");
    }

    @Test
    void of_too_much_text_a_part_is_kept_and_that_is_known() throws IOException {
        push(new Past()
                .commit("Begin")
                .file("a", "x".repeat(600))
                .file("b", "y".repeat(600))
                .file("c", "z"));
        task(1_000).make(repo.id());

        assertThat(paths()).containsExactly("a", "c");
        assertThat(shelf.of(repo.id())).map(Kept::isPart).contains(true);
    }

    @Test
    void what_is_larger_than_all_may_be_together_is_refused() throws IOException {
        shelf.close();
        shelf = shelf(1_000);
        snapshots = new Snapshots(shelf, jobs, new Refs(repositories));
        push(new Past().commit("Begin").file("a", "x".repeat(2_000)));

        assertThat(BareForge.refusal(() -> make())).isEqualTo(Refusal.Reason.TOO_LARGE);
        assertThat(shelf.of(repo.id())).isEmpty();
        assertThat(folder.resolve("search")).isEmptyDirectory();
    }

    private void make() {
        try {
            task(1 << 20).make(repo.id());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_repository_without_a_commit_has_an_empty_one() throws IOException {
        assertThat(task(1 << 20).make(repo.id())).isEqualTo(Push.NONE);
        assertThat(paths()).isEmpty();
    }

    @Test
    void many_pushes_are_one_job_and_those_to_other_branches_none() {
        push(new Past().commit("Begin").file("a", "lamp"));
        long before = jobs.submit(Wish.of("other", Map.of(), 0));
        for (int i = 0; i < 5; i++) {
            snapshots.pushed(pushed("refs/heads/side"));
            snapshots.pushed(pushed("refs/tags/main"));
        }
        long after = jobs.submit(Wish.of("other", Map.of(), 0));
        assertThat(after).isEqualTo(before + 1);
        for (int i = 0; i < 5; i++) {
            snapshots.pushed(pushed("refs/heads/main"));
        }
        assertThat(jobs.submit(Wish.of("other", Map.of(), 0))).isEqualTo(after + 2);
    }

    private Push pushed(String ref) {
        Push.Change change = new Push.Change(ref, Push.NONE, id("main"), Push.Kind.CREATED, 1, List.of(), List.of());
        return new Push(repo.id(), repo.name(), Identity.ANONYMOUS, List.of(change));
    }

    @Test
    void what_is_pushed_while_the_job_runs_is_the_next_ones() throws IOException {
        push(new Past().commit("Begin").file("a", "lamp"));
        long id = jobs.submit(Snapshots.wish(repo.id()));
        Task.Done late = task(1 << 20).run(errand(id));
        push(new Past().more("More").file("a", "lamps"));
        jobs.cancel(id);
        long last = jobs.submit(Wish.of("other", Map.of(), 0));
        forge.database.change(transaction -> {
            transaction.accounted();
            late.effect().accept(transaction);
        });

        assertThat(jobs.submit(Snapshots.wish(repo.id())))
                .as("it is there already")
                .isEqualTo(last + 1);
        assertThat(jobs.submit(Wish.of("other", Map.of(), 0))).isEqualTo(last + 2);
    }

    private Task.Errand errand(long id) {
        return new Task.Errand() {
            @Override
            public Job job() {
                return jobs.find(id).orElseThrow();
            }

            @Override
            public void progress(int percent) {}
        };
    }
}
