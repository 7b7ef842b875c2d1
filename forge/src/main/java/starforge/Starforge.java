package starforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.console.AdminCommands;
import starforge.console.Call;
import starforge.console.Console;

/** The command line. Exit 0 is done, 1 refused with a sentence on standard error, 2 wrong usage. */
public final class Starforge {
    private static final String[] FOOTER = {
        "",
        "Without a command it serves. web, realtime and worker share the servers db, redis and amqp.",
        "Each command says more with --help.",
        "From the sources there are also: starforge test, starforge bench, starforge kiosk."
    };

    private static final Map<String, String> OWN = new TreeMap<>(Map.of(
            "serve", "Runs the forge as one process",
            "web", "Of several processes, one that answers pages and Git",
            "realtime", "Of several processes, one that holds live connections",
            "worker", "Of several processes, one that does jobs",
            "config", "Shows the settings, and where each comes from"));

    private Starforge() {}

    public static void main(String[] arguments) {
        int status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Does a command; returns when it is done, for {@code serve} when the forge has ended. */
    static int run(List<String> arguments) {
        try {
            boolean isAdmin = !arguments.isEmpty() && AdminCommands.WORDS.contains(arguments.get(0));
            return isAdmin ? admin(arguments) : own(arguments);
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.err.println(e.getCommandLine().getUsageMessage().strip());
            return 2;
        } catch (Refusal e) {
            System.err.println(e.text());
            return 1;
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The forge cannot use its files: " + e.getMessage());
            return 1;
        }
    }

    private static int own(List<String> arguments) throws IOException {
        ParseResult parsed = line().parseArgs(arguments.toArray(String[]::new));
        ParseResult leaf = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (leaf.isUsageHelpRequested()) {
            leaf.commandSpec().commandLine().usage(System.out);
            return 0;
        }
        if (leaf.isVersionHelpRequested()) {
            leaf.commandSpec().commandLine().printVersionHelp(System.out);
            return 0;
        }
        Map<String, ForgeConfig.Setting> settings = ForgeConfig.gather(flags(leaf), System.getenv());
        if (leaf.commandSpec().name().equals("config")) {
            ForgeConfig.of(settings);
            settings.forEach((name, setting) ->
                    System.out.println(name + " = " + setting.shown() + "  (" + setting.source() + ")"));
            return 0;
        }
        return run(leaf.commandSpec().name(), ForgeConfig.of(settings));
    }

    private static CommandLine line() {
        CommandLine line = new CommandLine(new Words());
        line.getCommandSpec().usageMessage().footer(FOOTER);
        line.getCommandSpec().name("starforge").mixinStandardHelpOptions(true).version("Starforge 1.0");
        OWN.forEach((word, meaning) -> add(line, word, meaning).mixinStandardHelpOptions(true));
        AdminCommands.meanings().forEach((word, meaning) -> add(line, word, meaning));
        for (CommandLine each : Stream.concat(
                        Stream.of(line), OWN.keySet().stream().map(line.getSubcommands()::get))
                .toList()) {
            ForgeConfig.ALL.forEach(setting -> each.getCommandSpec()
                    .addOption(OptionSpec.builder("--" + setting.name())
                            .type(String.class)
                            .paramLabel("VALUE")
                            .description(setting.meaning())
                            .build()));
        }
        return line;
    }

    private static CommandSpec add(CommandLine line, String word, String meaning) {
        CommandLine sub = new CommandLine(new Words());
        line.addSubcommand(word, sub);
        sub.getCommandSpec().usageMessage().description(meaning);
        return sub.getCommandSpec();
    }

    /** Nothing but a place for options. */
    @Command
    private static final class Words {}

    private static Map<String, String> flags(ParseResult parsed) {
        Map<String, String> flags = new HashMap<>();
        for (ForgeConfig.Known setting : ForgeConfig.ALL) {
            String flag = "--" + setting.name();
            if (parsed.hasMatchedOption(flag)) {
                flags.put(setting.name(), parsed.matchedOptionValue(flag, ""));
            }
        }
        return flags;
    }

    /** Runs one of the processes until it is told to end. */
    private static int run(String name, ForgeConfig config) throws IOException {
        List<String> missing = config.servers().missing();
        if (List.of("web", "realtime", "worker").contains(name) && !missing.isEmpty()) {
            throw new Refusal(Reason.INVALID, "config.needs", String.join(", ", missing));
        }
        return switch (name) {
            case "realtime" -> run(new LiveProcess(config), () -> {});
            case "worker" -> run(new WorkerProcess(config), () -> {});
            case "web" -> serve(config, Role.WEB);
            default -> serve(config, Role.SERVE);
        };
    }

    private static int serve(ForgeConfig config, Role role) throws IOException {
        DataFolder folder =
                folder(config).orElseThrow(() -> new Refusal(Reason.CONFLICT, "config.data-in-use", config.data()));
        Forge forge = new Forge(config, folder.path(), role, folder.isAlone());
        if (!config.servers().db().isEmpty()) {
            folder.share();
        }
        return run(forge, folder::close);
    }

    private static Optional<DataFolder> folder(ForgeConfig config) throws IOException {
        return config.servers().db().isEmpty() ? DataFolder.take(config.data()) : DataFolder.join(config.data());
    }

    /** Ends it on SIGTERM. What it stands on is closed behind it. */
    private static int run(Running process, Closing behind) throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.close();
            behind.close();
            ended.countDown();
        }));
        try {
            process.start();
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
        System.out.println(process.ready());
        System.out.flush();
        process.warmUp();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private interface Closing {
        void close();
    }

    private static int admin(List<String> arguments) throws IOException {
        Optional<String> help = AdminCommands.help(arguments);
        if (help.isPresent()) {
            System.out.print(help.get());
            return 0;
        }
        Optional<String> data = AdminCommands.dataOf(arguments);
        Map<String, String> flags = data.map(path -> Map.of("data", path)).orElse(Map.of());
        ForgeConfig config = ForgeConfig.of(ForgeConfig.gather(flags, System.getenv()));
        String input = arguments.contains("--password-stdin")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : "";
        Call call = new Call(arguments, Path.of("").toAbsolutePath().toString(), input);
        Call.Result result = done(config, call);
        System.out.print(result.out());
        System.out.flush();
        System.err.print(result.err());
        return result.status();
    }

    private static Call.Result done(ForgeConfig config, Call call) throws IOException {
        Optional<DataFolder> folder = folder(config);
        if (folder.isEmpty()) {
            return Console.ask(config.data(), call);
        }
        try (DataFolder own = folder.get();
                Forge forge = new Forge(config, own.path(), Role.SERVE, own.isAlone())) {
            return AdminCommands.run(forge.desk(), call);
        }
    }
}
