package starforge.codesearch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot that lies in its folder. Its name says all: {@code <repository>-<commit>.snap}, or {@code .part.snap} where not all
 * of the text had room.
 *
 * @param repo number of the repository
 * @param commit whose text it is, 40 hex digits; zeros for a repository without any
 * @param isPart whether some text was left out because there was too much of it
 */
record Kept(long repo, String commit, boolean isPart, Path file) {
    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-([0-9a-f]{40})(\\.part)?\\.snap");

    static Kept in(Path folder, long repo, String commit, boolean isPart) {
        Path file = folder.resolve(repo + "-" + commit + (isPart ? ".part" : "") + ".snap");
        return new Kept(repo, commit, isPart, file);
    }

    /** Reads a file's name; empty for any other file. */
    static Optional<Kept> of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new Kept(Long.parseLong(name.group(1)), name.group(2), name.group(3) != null, file))
                : Optional.empty();
    }
}
