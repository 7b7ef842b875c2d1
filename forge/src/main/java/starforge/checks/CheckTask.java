package starforge.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import starforge.access.Refusal;
import starforge.bus.Topic;
import starforge.checks.checkers.Checker;
import starforge.checks.checkers.Checkers;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.git.read.Diffs;
import starforge.git.read.Entry;
import starforge.git.read.Trees;
import starforge.jobs.Job;
import starforge.jobs.Task;
import starforge.repos.Repo;
import starforge.repos.Repos;

/**
 * The job {@code check}: of one file ({@code commit path}), or of what changed ({@code base commit}), by the checkers that only
 * parse. Those that take their time look at single files alone, in the job {@code check-slowly} afterwards. What is found in
 * a file is kept, so that a second attempt goes on where the first one ended. At the end the event {@code checked {result, commit,
 * files, errors, warnings}} tells those who watch the repository.
 */
public final class CheckTask implements Task {
    private static final int MOST_FILES = 1000;
    private static final int MOST_FAULTY = 100;

    private final Checks checks;
    private final FileCheck files;
    private final Repos repos;
    private final Events events;
    private final Diffs diffs;
    private final CheckFlag flag;

    public CheckTask(
            Checks checks, Checkers checkers, Repos repos, Events events, Trees trees, Diffs diffs, CheckFlag flag) {
        this.checks = checks;
        this.files = new FileCheck(checks, checkers, trees);
        this.repos = repos;
        this.events = events;
        this.diffs = diffs;
        this.flag = flag;
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(20);
    }

    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public Done run(Errand errand) throws Exception {
        return errand.job().args().containsKey("path") ? file(errand.job()) : changes(errand);
    }

    private static String text(Job job, String name) {
        return String.valueOf(job.args().get(name));
    }

    private Done file(Job job) throws IOException, InterruptedException {
        boolean isSlow = job.what().equals(Checks.SLOWLY);
        Optional<FileCheck.Sought> sought = files.seek(job.repoId(), text(job, "commit"), text(job, "path"));
        List<Run.Faulty> result = new ArrayList<>();
        if (sought.isPresent()) {
            Sayings sayings = checks.sayings();
            Report report = files.look(sought.get(), checker -> isSlow || checker.isQuick(), sayings);
            sayings.store();
            result.add(new Run.Faulty(text(job, "path"), report.errors(), report.warnings()));
        }
        boolean isMore = !isSlow && sought.isPresent() && files.isLeft(sought.get());
        return done(job, result, isMore);
    }

    private Done changes(Errand errand) throws Exception {
        Job job = errand.job();
        List<String> paths = diffs.changed(job.repoId(), text(job, "base"), text(job, "commit"), MOST_FILES).stream()
                .map(Entry::path)
                .toList();
        Sayings sayings = checks.sayings();
        ExecutorService hands = Executors.newFixedThreadPool(Checkers.AT_ONCE);
        try {
            List<Future<Optional<Run.Faulty>>> looks = paths.stream()
                    .map(path -> hands.submit(() -> quickly(job, path, sayings)))
                    .toList();
            List<Run.Faulty> results = new ArrayList<>();
            for (int i = 0; i < looks.size(); i++) {
                looks.get(i).get().ifPresent(results::add);
                errand.progress(100 * (i + 1) / looks.size());
            }
            return done(job, results, false);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            hands.shutdownNow();
            sayings.store();
        }
    }

    private Optional<Run.Faulty> quickly(Job job, String path, Sayings sayings)
            throws IOException, InterruptedException {
        Optional<FileCheck.Sought> sought = files.seek(job.repoId(), text(job, "commit"), path);
        if (sought.isEmpty()) {
            return Optional.empty();
        }
        Report report = files.look(sought.get(), Checker::isQuick, sayings);
        return Optional.of(new Run.Faulty(path, report.errors(), report.warnings()));
    }

    private Done done(Job job, List<Run.Faulty> results, boolean isMore) {
        int errors = results.stream().mapToInt(Run.Faulty::errors).sum();
        int warnings = results.stream().mapToInt(Run.Faulty::warnings).sum();
        List<Run.Faulty> faulty = results.stream()
                .filter(it -> it.errors() + it.warnings() > 0)
                .limit(MOST_FAULTY)
                .toList();
        Run run =
                new Run(results.size(), errors, warnings, faulty, checks.clock().instant());
        Map<String, Object> result = Map.of(
                "result",
                run.isFine() ? "ok" : "bad",
                "commit",
                text(job, "commit"),
                "files",
                run.files(),
                "errors",
                errors,
                "warnings",
                warnings);
        return new Done(result, transaction -> {
            if (job.args().containsKey("base")) {
                checks.ran(transaction, job.repoId(), text(job, "base"), text(job, "commit"), run);
            }
            if (Boolean.TRUE.equals(job.args().get("push"))) {
                flag.set(transaction, job, text(job, "commit"), run);
            }
            if (isMore) {
                checks.askSlowly(transaction, job);
            }
            tell(transaction, job, result);
        });
    }

    /** Those who watch the repository are told; it is no news for everybody. */
    private void tell(Transaction transaction, Job job, Map<String, Object> result) {
        Repo repo = repos.find(job.repoId()).orElseThrow(Refusal::notFound);
        Set<Topic> topics = Set.of(Topic.repo(repo.id()));
        events.record(
                transaction,
                new Draft(topics, "checked", job.user(), repo.name().toString(), repo.id(), result));
    }
}
