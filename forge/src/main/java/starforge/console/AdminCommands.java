package starforge.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import starforge.access.Refusal;
import starforge.console.Call.Result;

/** Reads an admin command and does it. */
@Command(
        name = "starforge",
        description = "Admin commands of a forge",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
public final class AdminCommands implements Runnable {
    /** First words of the commands that belong here. */
    public static final Set<String> WORDS = Set.of("user", "token", "repo");

    private static final Call NOTHING = new Call(List.of(), "", "");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private AdminCommands() {}

    /** The commands, to work on a forge with what was typed. */
    static CommandLine on(Optional<Desk> desk, Call call) {
        return new CommandLine(new AdminCommands())
                .addSubcommand("user", new UserCommands(desk, call))
                .addSubcommand("token", new TokenCommands(desk))
                .addSubcommand("repo", new RepoCommands(desk, call));
    }

    /** What each of the first words is for. */
    public static Map<String, String> meanings() {
        return on(Optional.empty(), NOTHING).getSubcommands().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        command -> String.join(
                                "",
                                command.getValue()
                                        .getCommandSpec()
                                        .usageMessage()
                                        .description())));
    }

    /**
     * Reads a command without doing it, to know which data folder it means and whether it needs standard input.
     *
     * @return the value of {@code --data}, if given
     * @throws CommandLine.ParameterException when it is not typed rightly
     */
    public static Optional<String> dataOf(List<String> arguments) {
        OptionSpec data = leaf(arguments).matchedOption("--data");
        return data == null ? Optional.empty() : Optional.of(data.getValue().toString());
    }

    /**
     * How a command is used, if that is asked.
     *
     * @throws CommandLine.ParameterException when it is not typed rightly
     */
    public static Optional<String> help(List<String> arguments) {
        ParseResult leaf = leaf(arguments);
        return leaf.isUsageHelpRequested()
                ? Optional.of(leaf.commandSpec().commandLine().getUsageMessage())
                : Optional.empty();
    }

    private static ParseResult leaf(List<String> arguments) {
        ParseResult leaf = on(Optional.empty(), NOTHING).parseArgs(arguments.toArray(String[]::new));
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        return leaf;
    }

    /** Does a command. */
    public static Result run(Desk desk, Call call) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = on(Optional.of(desk), call)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((thrown, line, parsed) -> refused(thrown, err))
                .execute(call.arguments().toArray(String[]::new));
        return new Result(status, out.toString(), err.toString());
    }

    private static int refused(Exception thrown, StringWriter err) throws Exception {
        if (!(thrown instanceof Refusal refusal)) {
            throw thrown;
        }
        err.append(refusal.text()).append('\n');
        return 1;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** A path as it was meant where the command was typed. */
    static String absolute(Call call, String path) {
        return path.contains("://")
                ? path
                : Path.of(call.folder()).resolve(path).normalize().toString();
    }
}
