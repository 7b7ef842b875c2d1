package starforge.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import starforge.access.Refusal;
import starforge.bus.Topic;
import starforge.checks.checkers.Checkers;
import starforge.checks.checkers.Finding;
import starforge.checks.checkers.Language;
import starforge.db.Transaction;
import starforge.events.Draft;
import starforge.events.Events;
import starforge.git.read.Diffs;
import starforge.git.read.File;
import starforge.git.read.Trees;
import starforge.jobs.Job;
import starforge.jobs.Task;
import starforge.repos.Repo;
import starforge.repos.Repos;

/**
 * The job {@code check}: of one file ({@code commit path}), or of what changed ({@code base commit}). What it finds in a file is
 * stored at once, so that a second attempt goes on where the first one ended. At the end the event {@code checked {result, commit,
 * files, errors, warnings}} tells those who watch the repository.
 */
public final class CheckTask implements Task {
    private static final int MOST_FILES = 1000;
    private static final int MOST_FAULTY = 100;
    private static final int FIRST_BYTES = 256;

    private final Checks checks;
    private final Checkers checkers;
    private final Repos repos;
    private final Events events;
    private final Trees trees;
    private final Diffs diffs;

    public CheckTask(Checks checks, Checkers checkers, Repos repos, Events events, Trees trees, Diffs diffs) {
        this.checks = checks;
        this.checkers = checkers;
        this.repos = repos;
        this.events = events;
        this.trees = trees;
        this.diffs = diffs;
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
        Job job = errand.job();
        String commit = text(job, "commit");
        List<String> paths = job.args().containsKey("path")
                ? List.of(text(job, "path"))
                : diffs.changed(job.repoId(), text(job, "base"), commit, MOST_FILES).stream()
                        .map(entry -> entry.path())
                        .toList();
        List<Run.Faulty> results = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            check(job.repoId(), commit, path)
                    .ifPresent(it -> results.add(new Run.Faulty(path, it.errors(), it.warnings())));
            errand.progress(100 * (i + 1) / paths.size());
        }
        return done(job, commit, results);
    }

    private static String text(Job job, String name) {
        return String.valueOf(job.args().get(name));
    }

    private Done done(Job job, String commit, List<Run.Faulty> results) {
        int errors = results.stream().mapToInt(Run.Faulty::errors).sum();
        int warnings = results.stream().mapToInt(Run.Faulty::warnings).sum();
        List<Run.Faulty> faulty = results.stream()
                .filter(it -> it.errors() + it.warnings() > 0)
                .limit(MOST_FAULTY)
                .toList();
        Run run =
                new Run(results.size(), errors, warnings, faulty, checks.clock().instant());
        Map<String, Object> result = Map.of(
                "result", run.isFine() ? "ok" : "bad",
                "commit", commit,
                "files", run.files(),
                "errors", errors,
                "warnings", warnings);
        return new Done(result, transaction -> {
            if (job.args().containsKey("base")) {
                checks.table().put(transaction.handle(), job.repoId(), text(job, "base"), commit, run);
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

    private Optional<Report> check(long repo, String commit, String path) throws IOException, InterruptedException {
        Optional<File> found = trees.file(repo, commit, path);
        if (found.isEmpty() || found.get().binary() || found.get().kind() == starforge.git.read.Entry.Kind.LINK) {
            return Optional.empty();
        }
        File file = found.get();
        if (file.size() > Checkers.MOST_BYTES) {
            return Language.of(path, "").map(it -> kept(file, it, List.of(tooLarge(it))));
        }
        byte[] contents = trees.bytes(repo, file, Checkers.MOST_BYTES);
        String start = new String(
                contents, 0, Math.min(contents.length, FIRST_BYTES), java.nio.charset.StandardCharsets.UTF_8);
        Optional<Language> language = Language.of(path, start).filter(checkers::know);
        if (language.isEmpty()) {
            return Optional.empty();
        }
        Optional<Report> known = checks.report(file.id(), language.get());
        return known.isPresent()
                ? known
                : Optional.of(kept(file, language.get(), checkers.check(language.get(), path, contents)));
    }

    private static Finding tooLarge(Language language) {
        String text = "Not checked: the file is larger than a megabyte";
        return new Finding(0, 0, Finding.Severity.NOTE, text, language.word());
    }

    private Report kept(File file, Language language, List<Finding> findings) {
        Report report = new Report(findings, checks.clock().instant());
        checks.database().change(transaction -> checks.table()
                .add(transaction.handle(), file.id(), language, findings, report.at()));
        return report;
    }
}
