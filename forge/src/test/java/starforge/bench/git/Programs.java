package starforge.bench.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs other programs to their end, git above all, with a home of their own, so that nobody's settings change a number. */
final class Programs {
    private static final String SETTINGS = """
            [user]
            \tname = Mira
            \temail = mira@example.org
            [init]
            \tdefaultBranch = main
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false
            [safe]
            \tdirectory = *
            """;

    private final Path home;

    /** Writes to the output of a program. */
    interface Writer {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Prepares to run programs.
     *
     * @param home an empty folder
     */
    Programs(Path home) throws IOException {
        this.home = home;
        Files.writeString(home.resolve(".gitconfig"), SETTINGS);
    }

    /** Runs git in a folder and throws away what it prints; it must go well. */
    void git(Path folder, String... arguments) throws IOException, InterruptedException {
        run(folder, withGit(arguments));
    }

    /** Runs git in a folder and gives what it prints, without the last line end. */
    String ask(Path folder, String... arguments) throws IOException, InterruptedException {
        return new String(answer(folder, withGit(arguments)), StandardCharsets.UTF_8).stripTrailing();
    }

    /** Runs any program, like {@link #git}. */
    void run(Path folder, List<String> command) throws IOException, InterruptedException {
        check(command, builder(folder, command, ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Runs git with something on its standard input. */
    void feed(Path folder, Writer input, String... arguments) throws IOException, InterruptedException {
        List<String> command = withGit(arguments);
        Process process =
                builder(folder, command, ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream out = process.getOutputStream()) {
            input.to(out);
        }
        check(command, process);
    }

    private byte[] answer(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = builder(folder, command, ProcessBuilder.Redirect.PIPE).start();
        byte[] answer = process.getInputStream().readAllBytes();
        check(command, process);
        return answer;
    }

    private ProcessBuilder builder(Path folder, List<String> command, ProcessBuilder.Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output)
                .redirectError(errors().toFile());
        Map<String, String> variables = builder.environment();
        String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
        variables.clear();
        variables.put("PATH", path);
        variables.put("HOME", home.toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        return builder;
    }

    private static List<String> withGit(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What the last program complained about; a forge may talk a lot when all is well, too. */
    private Path errors() {
        return home.resolve("errors");
    }

    private void check(List<String> command, Process process) throws IOException, InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(
                    String.join(" ", command) + " ended with " + exit + ": " + Files.readString(errors()));
        }
    }
}
