package starforge.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import starforge.checks.checkers.Checker;
import starforge.checks.checkers.Checkers;
import starforge.checks.checkers.Finding;
import starforge.checks.checkers.Language;
import starforge.git.read.Entry;
import starforge.git.read.File;
import starforge.git.read.Trees;
import starforge.words.Words;

/** Has files looked at by those checkers that have not said yet what they find in the same contents. */
final class FileCheck {
    private static final int FIRST_BYTES = 256;

    private final Checks checks;
    private final Checkers checkers;
    private final Trees trees;

    FileCheck(Checks checks, Checkers checkers, Trees trees) {
        this.checks = checks;
        this.checkers = checkers;
        this.trees = trees;
    }

    /**
     * A file that some checker knows.
     *
     * @param contents nothing when it is too large to be checked
     */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    record Sought(File file, Language language, byte[] contents) {
        boolean isTooLarge() {
            return file.size() > Checkers.MOST_BYTES;
        }
    }

    /** The file at a path; empty when no checker knows it. */
    Optional<Sought> seek(long repo, String commit, String path) {
        Optional<File> found =
                trees.file(repo, commit, path).filter(it -> !it.binary() && it.kind() != Entry.Kind.LINK);
        return found.flatMap(file -> sought(repo, file));
    }

    private Optional<Sought> sought(long repo, File file) {
        boolean isTooLarge = file.size() > Checkers.MOST_BYTES;
        byte[] contents = isTooLarge ? new byte[0] : trees.bytes(repo, file, Checkers.MOST_BYTES);
        String start = new String(contents, 0, Math.min(contents.length, FIRST_BYTES), StandardCharsets.UTF_8);
        return Language.of(file.path(), start)
                .filter(checkers::know)
                .map(language -> new Sought(file, language, contents));
    }

    /** Whether a checker that takes its time has not said yet what it finds. */
    boolean isLeft(Sought sought) {
        List<Said> known = checks.said(sought.file().id(), sought.language());
        return !sought.isTooLarge()
                && checkers.of(sought.language()).stream().anyMatch(it -> !it.isQuick() && isMissing(it, known));
    }

    private static boolean isMissing(Checker checker, List<Said> known) {
        return known.stream().noneMatch(said -> said.isOf(checker));
    }

    /**
     * Asks checkers that did not say yet.
     *
     * @param which of the checkers
     * @param sayings takes what they say
     * @return all that is known now
     */
    Report look(Sought sought, Predicate<Checker> which, Sayings sayings) throws IOException, InterruptedException {
        List<Said> known = checks.said(sought.file().id(), sought.language());
        List<Said> now = sought.isTooLarge() ? List.of(tooLarge()) : ask(sought, which, known);
        sayings.add(sought.file().id(), sought.language(), now);
        List<Said> all = new ArrayList<>(now);
        known.stream()
                .filter(old -> now.stream().noneMatch(it -> it.checker().equals(old.checker())))
                .forEach(all::add);
        return Report.of(all);
    }

    private Said tooLarge() {
        Finding note = Finding.note(Words.english().say("checks.too-large"), "size");
        return new Said("size", "", List.of(note), checks.clock().instant());
    }

    private List<Said> ask(Sought sought, Predicate<Checker> which, List<Said> known)
            throws IOException, InterruptedException {
        List<Said> now = new ArrayList<>();
        for (Checker checker : checkers.of(sought.language())) {
            if (which.test(checker) && isMissing(checker, known)) {
                List<Finding> findings =
                        checkers.check(checker, sought.language(), sought.file().path(), sought.contents());
                now.add(Said.by(checker, findings, checks.clock().instant()));
            }
        }
        return now;
    }
}
