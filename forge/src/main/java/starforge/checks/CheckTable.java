package starforge.checks;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import starforge.checks.checkers.Finding;
import starforge.checks.checkers.Language;
import starforge.db.Json;

final class CheckTable {
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    /** What is stored of a run. */
    private record Summary(int files, int errors, int warnings, List<Run.Faulty> faulty) {}

    List<Said> said(Handle handle, String blob, Language language) {
        return handle.createQuery("select * from check_reports where blob = :blob and language = :language")
                .bind("blob", blob)
                .bind("language", language.word())
                .map((row, context) -> new Said(
                        row.getString("checker"),
                        row.getString("stamp"),
                        Json.read(row.getString("findings"), FINDINGS),
                        row.getTimestamp("checked_at").toInstant()))
                .list();
    }

    /** Keeps what a checker says, in the place of what it said before. */
    void put(Handle handle, String blob, Language language, Said said) {
        handle.createUpdate(
                        "delete from check_reports where blob = :blob and language = :language and checker = :checker")
                .bind("blob", blob)
                .bind("language", language.word())
                .bind("checker", said.checker())
                .execute();
        handle.createUpdate("""
                        insert into check_reports (blob, language, checker, stamp, findings, checked_at)
                        values (:blob, :language, :checker, :stamp, :findings, :now)""")
                .bind("blob", blob)
                .bind("language", language.word())
                .bind("checker", said.checker())
                .bind("stamp", said.stamp())
                .bind("findings", Json.write(said.findings()))
                .bind("now", said.at())
                .execute();
    }

    Optional<Run> run(Handle handle, long repo, String base, String tip) {
        return handle.createQuery("select * from check_runs where repo_id = :repo and base = :base and tip = :tip")
                .bind("repo", repo)
                .bind("base", base)
                .bind("tip", tip)
                .map((row, context) -> {
                    Summary it = Json.read(row.getString("summary"), new TypeReference<Summary>() {});
                    Instant at = row.getTimestamp("checked_at").toInstant();
                    return new Run(it.files(), it.errors(), it.warnings(), it.faulty(), at);
                })
                .findOne();
    }

    void put(Handle handle, long repo, String base, String tip, Run run) {
        handle.createUpdate("delete from check_runs where repo_id = :repo and base = :base and tip = :tip")
                .bind("repo", repo)
                .bind("base", base)
                .bind("tip", tip)
                .execute();
        handle.createUpdate("""
                        insert into check_runs (repo_id, base, tip, summary, checked_at)
                        values (:repo, :base, :tip, :summary, :now)""")
                .bind("repo", repo)
                .bind("base", base)
                .bind("tip", tip)
                .bind("summary", Json.write(new Summary(run.files(), run.errors(), run.warnings(), run.faulty())))
                .bind("now", run.at())
                .execute();
    }

    boolean isOnPush(Handle handle, long repo) {
        return handle.createQuery("select count(*) from checks_on_push where repo_id = :repo")
                        .bind("repo", repo)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void onPush(Handle handle, long repo, boolean wanted) {
        handle.createUpdate("delete from checks_on_push where repo_id = :repo")
                .bind("repo", repo)
                .execute();
        if (wanted) {
            handle.createUpdate("insert into checks_on_push (repo_id) values (:repo)")
                    .bind("repo", repo)
                    .execute();
        }
    }
}
