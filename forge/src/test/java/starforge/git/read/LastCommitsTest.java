package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Refusal;

class LastCommitsTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private LastCommits last;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
        last = new LastCommits(bench.repositories());
    }

    @AfterEach
    void close() {
        last.close();
    }

    private Map<String, Commit> ask(String commit, String path) throws Exception {
        return last.ask(1, bench.id(commit), path).get(30, TimeUnit.SECONDS);
    }

    private void isAsGitSays(String commit, String path) throws Exception {
        Map<String, Commit> answer = ask(commit, path);
        String prefix = path.isEmpty() ? "" : path + "/";
        List<String> entries = bench.lines("ls-tree", "--name-only", commit + ":" + path);
        assertThat(answer).hasSameSizeAs(entries);
        for (String entry : entries) {
            String last = bench.git("--literal-pathspecs", "log", "-1", "--format=%H", commit, "--", prefix + entry);
            assertThat(answer).hasEntrySatisfying(entry, found -> assertThat(found.id())
                    .as(prefix + entry)
                    .isEqualTo(last));
        }
    }

    @Test
    void every_entry_gets_the_commit_git_log_names() throws Exception {
        for (int seed = 41; seed < 45; seed++) {
            bench.build(Histories.tangled(seed, 300));
            for (String path : bench.lines("ls-tree", "-r", "-d", "--name-only", "main")) {
                isAsGitSays("main", path);
            }
            isAsGitSays("main", "");
        }
    }

    @Test
    void a_commit_graph_changes_no_answer() throws Exception {
        bench.build(Histories.tangled(45, 500));
        bench.git("config", "core.commitGraph", "true");
        bench.git("commit-graph", "write", "--reachable", "--changed-paths");
        for (String path : List.of("", "a", "a/b")) {
            isAsGitSays("main", path);
        }
    }

    @Test
    void answers_for_older_commits_are_built_upon() throws Exception {
        bench.build(Histories.tangled(46, 300));
        for (int back = 60; back >= 0; back -= 6) {
            isAsGitSays("main~" + back, "");
            isAsGitSays("main~" + back, "a");
        }
    }

    @Test
    void a_large_past_is_searched_in_one_pass() throws Exception {
        bench.build(Histories.large(47, 5_000));
        bench.git("config", "core.commitGraph", "true");
        bench.git("commit-graph", "write", "--reachable", "--changed-paths");
        for (String path : List.of("", "d0", "d3", "d3/s1")) {
            isAsGitSays("main", path);
        }
    }

    @Test
    void odd_names_are_answered_under_the_names_a_folder_lists() throws Exception {
        Story story = new Story();
        story.commit("main", "first");
        story.file("\"d\\351/new\\nline\"", "1").file("\"d\\351/-h\"", "1").file("\"d\\351/\\377\"", "1");
        story.commit("main", "second");
        bench.build(story.file("\"d\\351/\\377\"", "2"));
        List<Entry> entries = new Trees(bench.repositories()).list(1, bench.id("main"), "d\u00e9");
        Map<String, Commit> answer = ask("main", "d\u00e9");
        assertThat(answer).containsOnlyKeys(entries.stream().map(Entry::name).toList());
        assertThat(answer).hasEntrySatisfying("\u00ff", commit -> assertThat(commit.subject())
                .isEqualTo("second"));
        assertThat(answer)
                .hasEntrySatisfying("-h", commit -> assertThat(commit.subject()).isEqualTo("first"));
    }

    @Test
    void known_never_works() throws Exception {
        bench.build(Histories.tangled(48, 50));
        String main = bench.id("main");
        assertThat(last.known(1, main, "")).isEmpty();
        Map<String, Commit> answer = ask("main", "");
        assertThat(last.known(1, main, "")).contains(answer);
        assertThat(answer.values()).allMatch(commit -> commit.body().isEmpty());
    }

    @Test
    void equal_questions_are_answered_once() throws Exception {
        bench.build(Histories.large(49, 1_000));
        String main = bench.id("main");
        List<CompletableFuture<Map<String, Commit>>> all =
                IntStream.range(0, 50).mapToObj(i -> last.ask(1, main, "")).toList();
        Map<String, Commit> first = all.get(0).get(30, TimeUnit.SECONDS);
        for (CompletableFuture<Map<String, Commit>> one : all) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isSameAs(first);
        }
    }

    @Test
    void too_many_questions_are_refused_and_the_others_answered() throws Exception {
        bench.build(Histories.large(50, 2_000));
        try (LastCommits small = new LastCommits(bench.repositories(), 1, 2, Duration.ofSeconds(30))) {
            List<CompletableFuture<Map<String, Commit>>> all = bench.lines("rev-list", "-100", "main").stream()
                    .map(commit -> small.ask(1, commit, ""))
                    .toList();
            all.get(0).get(30, TimeUnit.SECONDS);
            assertThat(all).anyMatch(CompletableFuture::isCompletedExceptionally);
        }
    }

    @Test
    void what_is_not_found_in_time_is_left_out() throws Exception {
        bench.build(Histories.tangled(51, 50));
        try (LastCommits hasty = new LastCommits(bench.repositories(), 1, 2, Duration.ZERO)) {
            assertThat(hasty.ask(1, bench.id("main"), "").get(30, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(hasty.known(1, bench.id("main"), "")).isPresent();
        }
    }

    @Test
    void what_is_no_folder_is_not_found() {
        bench.build(Histories.tangled(52, 5));
        for (String path : List.of("nothing", "top", "../x")) {
            assertThatThrownBy(() -> ask("main", path))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Refusal.class);
        }
    }

    @Test
    void after_closing_every_question_is_refused() {
        bench.build(Histories.tangled(53, 5));
        last.close();
        assertThatThrownBy(() -> ask("main", "")).hasCauseInstanceOf(Refusal.class);
    }

    @Test
    void one_who_stops_waiting_stops_nobody_else() throws Exception {
        bench.build(Histories.large(54, 500));
        CompletableFuture<Map<String, Commit>> first = last.ask(1, bench.id("main"), "");
        CompletableFuture<Map<String, Commit>> second = last.ask(1, bench.id("main"), "");
        first.cancel(true);
        assertThat(second.get(30, TimeUnit.SECONDS)).isNotEmpty();
    }

    /** Four commits: the folder is made, something else happens, the folder changes and changes back. */
    private void changedAndBack() {
        Story story = new Story();
        story.commit("main", "first");
        story.file("d/a", "1").file("d/b", "1").file("top", "1");
        story.commit("main", "elsewhere");
        story.file("top", "2");
        story.commit("main", "change");
        story.file("d/a", "2");
        story.commit("main", "change back");
        bench.build(story.file("d/a", "1"));
    }

    @Test
    void a_folder_that_nobody_touched_needs_no_search() throws Exception {
        changedAndBack();
        Map<String, Commit> answer = ask("main~3", "d");
        last.close();
        assertThat(last.known(1, bench.id("main~2"), "d")).contains(answer);
        assertThat(last.known(1, bench.id("main~2"), "")).isEmpty();
        assertThat(last.known(1, bench.id("main~1"), "d")).isEmpty();
    }

    @Test
    void a_folder_that_is_again_as_it_was_has_new_last_commits() throws Exception {
        changedAndBack();
        ask("main~3", "d");
        assertThat(last.known(1, bench.id("main"), "d")).isEmpty();
        isAsGitSays("main", "d");
        assertThat(ask("main", "d").get("a")).extracting(Commit::subject).isEqualTo("change back");
    }
}
