package starforge.checks.checkers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that checks files of a language, where it is installed.
 *
 * @param program its name, or its whole path
 * @param arguments {@code {}} stands for the file
 * @param line finds {@code line}, {@code col}, {@code level} and {@code text} in what it says; all but the line may be missing
 */
record Known(Language language, String name, String program, boolean isQuick, Pattern line, List<String> arguments) {
    /**
     * One that only parses.
     *
     * @param arguments with spaces between; {@code {script}} stands for the script
     */
    static Known quick(Language language, String program, String line, String arguments, String script) {
        return new Known(language, program, program, true, Pattern.compile(line), words(arguments, script));
    }

    /** One that thinks about what it reads, and takes its time for that. */
    static Known slow(Language language, String program, String line, String arguments) {
        String name = Path.of(program).getFileName().toString().replaceFirst("[.].*", "");
        return new Known(language, name, program, false, Pattern.compile(line), words(arguments, ""));
    }

    private static List<String> words(String arguments, String script) {
        return Arrays.stream(arguments.strip().split("\\s+"))
                .map(word -> word.replace("{script}", script))
                .toList();
    }

    Optional<Path> find() {
        return program.startsWith("/")
                ? Optional.of(Path.of(program)).filter(Files::isExecutable)
                : Cage.find(program).map(Path::of);
    }
}
