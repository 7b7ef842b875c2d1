package starforge.console;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import starforge.access.Refusal;
import starforge.users.User;

@Command(name = "user", description = "Makes and changes accounts")
final class UserCommands {
    private final Optional<Desk> desk;
    private final Call call;

    UserCommands(Optional<Desk> desk, Call call) {
        this.desk = desk;
        this.call = call;
    }

    @Command(name = "add", description = "Makes an account")
    void add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--email", required = true, paramLabel = "MAIL") String email,
            @Option(names = "--admin", description = "may do everything") boolean admin,
            @Option(names = "--password-stdin", required = true, description = "reads the password from standard input")
                    boolean fromInput,
            @Option(names = "--data", paramLabel = "DIR") String data) {
        desk.orElseThrow().users().add(name, email, password(), admin);
    }

    @Command(name = "password", description = "Sets a password and signs the user out everywhere")
    void password(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--password-stdin", required = true, description = "reads the password from standard input")
                    boolean fromInput,
            @Option(names = "--data", paramLabel = "DIR") String data) {
        User user = desk.orElseThrow().users().get(name);
        desk.orElseThrow().passwords().change(user, password(), "");
    }

    private String password() {
        String line = call.input().lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw Refusal.invalid("password", "console.no-password");
        }
        return line;
    }
}
