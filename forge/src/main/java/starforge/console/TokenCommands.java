package starforge.console;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import starforge.users.User;

@Command(name = "token", description = "Makes tokens for programs")
final class TokenCommands {
    private final Optional<Desk> desk;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    TokenCommands(Optional<Desk> desk) {
        this.desk = desk;
    }

    @Command(name = "add", description = "Makes a token and prints it once")
    void add(
            @Parameters(paramLabel = "USER") String owner,
            @Option(names = "--name", required = true, paramLabel = "LABEL") String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description = "read, write or admin",
                            defaultValue = Option.NULL_VALUE)
                    List<String> scopes,
            @Option(names = "--data", paramLabel = "DIR") String data) {
        User user = desk.orElseThrow().users().get(owner);
        String secret = desk.orElseThrow().tokens().add(user, name, scopes == null ? List.of() : scopes);
        spec.commandLine().getOut().println(secret);
    }
}
