package starforge.checks.checkers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of this machine that checks one file, whose name we choose.
 *
 * @param name of the checker
 * @param command the program and its arguments; {@code {}} stands for the file
 * @param line finds {@code line}, {@code col} (may be missing), {@code level} (may be missing) and {@code text} in one line
 *     of what it says
 */
record Outside(String name, List<String> command, Pattern line) {
    private static final int LIMIT_SECONDS = 10;
    private static final int MOST_SAID = 256 << 10;

    /** What is said when a checker does not come to an end. */
    static Finding gaveUp(String checker) {
        String text = "Gave up: checking this file takes more time or memory than there is for it";
        return new Finding(0, 0, Finding.Severity.NOTE, text, checker);
    }

    List<Finding> check(Cage cage, Language language, byte[] contents) throws IOException, InterruptedException {
        Path folder = Cage.folder();
        try {
            Path file = folder.resolve("source" + language.ending());
            Files.write(file, contents);
            List<String> words = command.stream()
                    .map(word -> word.equals("{}") ? file.toString() : word)
                    .toList();
            // A JavaScript engine reserves address space without using it, so that is not what is bounded.
            List<String> bounds = name.equals("node")
                    ? List.of("--cpu=" + LIMIT_SECONDS)
                    : List.of("--cpu=" + LIMIT_SECONDS, "--as=" + (1L << 30));
            return run(cage.start(folder, bounds, words, true));
        } finally {
            Cage.remove(folder);
        }
    }

    private List<Finding> run(Process process) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            // 128 and a signal, when it was ended by one of its bounds.
            if (!ended || process.exitValue() > 128) {
                return List.of(gaveUp(name));
            }
            return findings(said.join());
        } finally {
            Cage.end(process);
        }
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private List<Finding> findings(String said) {
        List<Finding> findings = new ArrayList<>();
        Matcher matcher = line.matcher(said);
        while (matcher.find() && findings.size() < Frames.MOST_FINDINGS) {
            String level = matcher.group("level") == null ? "error" : matcher.group("level");
            String column = matcher.group("col") == null ? "0" : matcher.group("col");
            findings.add(new Finding(
                    number(matcher.group("line")),
                    number(column),
                    severity(level),
                    matcher.group("text").strip(),
                    name));
        }
        return findings;
    }

    private static int number(String digits) {
        return digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    private static Finding.Severity severity(String level) {
        return switch (level) {
            case "error" -> Finding.Severity.ERROR;
            case "warning" -> Finding.Severity.WARNING;
            default -> Finding.Severity.NOTE;
        };
    }
}
