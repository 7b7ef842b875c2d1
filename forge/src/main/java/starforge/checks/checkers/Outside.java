package starforge.checks.checkers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import starforge.web.Secrets;
import starforge.words.Words;

/** A program of this machine that checks one file, whose name we choose. */
record Outside(Cage cage, Known known, Path program, String stamp, int seconds) implements Checker {
    private static final int MOST_SAID = 256 << 10;
    /** A shell's way to say that a signal ended it: this and the signal's number. */
    private static final int BY_SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    /**
     * The program, if this machine has it.
     *
     * @param seconds the longest that it may take, of the clock and of the processor
     */
    static Optional<Checker> of(Cage cage, Known known, int seconds) {
        return known.find().map(program -> new Outside(cage, known, program, stamp(known, program), seconds));
    }

    /** An update changes the file of a program, so nobody needs to ask it for its version. */
    private static String stamp(Known known, Path program) {
        try {
            Path real = program.toRealPath();
            String state = real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real);
            return Secrets.hash(state + known.arguments() + known.line());
        } catch (IOException e) {
            return Secrets.hash(program.toString() + known.arguments() + known.line());
        }
    }

    @Override
    public String name() {
        return known.name();
    }

    @Override
    public boolean isQuick() {
        return known.isQuick();
    }

    @Override
    public List<Finding> check(Language language, String path, byte[] contents)
            throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.open()) {
            Path file = scratch.folder().resolve("source" + language.ending());
            Files.write(file, contents);
            List<String> words = new ArrayList<>(List.of(program.toString()));
            known.arguments().forEach(word -> words.add(word.equals("{}") ? file.toString() : word));
            return run(cage.start(scratch.folder(), seconds, words, true));
        }
    }

    private List<Finding> run(Process process) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            boolean saidTooMuch = said.isDone() && said.join().length() >= MOST_SAID;
            if (!saidTooMuch && (!ended || isEndedBySignal(process.exitValue()))) {
                return List.of(Finding.gaveUp(name()));
            }
            return findings(said.join(), saidTooMuch ? 0 : process.exitValue());
        } finally {
            Cage.end(process);
        }
    }

    private static boolean isEndedBySignal(int exit) {
        return exit > BY_SIGNAL && exit <= BY_SIGNAL + LAST_SIGNAL;
    }

    /** What is more than that is not waited for: the program finds its output closed, and ends. */
    private static String read(InputStream in) {
        try (in) {
            return new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private List<Finding> findings(String said, int exit) {
        List<Finding> findings = new ArrayList<>();
        Matcher matcher = known.line().matcher(said);
        while (matcher.find() && findings.size() < Frames.MOST_FINDINGS) {
            findings.add(new Finding(
                    number(matcher.group("line")),
                    number(matcher.group("col")),
                    severity(matcher.group("level")),
                    matcher.group("text").strip(),
                    name()));
        }
        return findings.isEmpty() && exit > 1
                ? List.of(Finding.note(Words.english().say("checks.broke-off", exit), name()))
                : findings;
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null || digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    private static Finding.Severity severity(@org.jspecify.annotations.Nullable String level) {
        return switch (level == null ? "error" : level.toLowerCase(Locale.ROOT)) {
            case "error", "fatal" -> Finding.Severity.ERROR;
            case "warning" -> Finding.Severity.WARNING;
            default -> Finding.Severity.NOTE;
        };
    }
}
