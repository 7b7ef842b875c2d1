package starforge.console;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import starforge.access.Identity;
import starforge.repos.NewRepo;

@Command(name = "repo", description = "Makes and imports repositories")
final class RepoCommands {
    private final Optional<Desk> desk;
    private final Call call;

    RepoCommands(Optional<Desk> desk, Call call) {
        this.desk = desk;
        this.call = call;
    }

    @Command(name = "add", description = "Makes an empty repository")
    void add(
            @Parameters(paramLabel = "[NAMESPACE/]NAME") String name,
            @Option(names = "--owner", required = true, paramLabel = "USER") String owner,
            @Option(names = "--private") boolean isPrivate,
            @Option(names = "--description", paramLabel = "TEXT", defaultValue = "") String description,
            @Option(names = "--data", paramLabel = "DIR") String data) {
        desk.orElseThrow().newRepos().create(identity(owner), wish(name, description, isPrivate), "main");
    }

    @Command(name = "import", description = "Copies a repository from an address or a folder")
    void importFrom(
            @Parameters(index = "0", paramLabel = "URL-or-directory") String source,
            @Parameters(index = "1", paramLabel = "[NAMESPACE/]NAME") String name,
            @Option(names = "--owner", required = true, paramLabel = "USER") String owner,
            @Option(names = "--private") boolean isPrivate,
            @Option(names = "--description", paramLabel = "TEXT", defaultValue = "") String description,
            @Option(names = "--data", paramLabel = "DIR") String data) {
        String from = AdminCommands.absolute(call, source);
        NewRepo wish = wish(name, description, isPrivate);
        desk.orElseThrow().newRepos().importFrom(identity(owner), wish, from);
    }

    private Identity identity(String owner) {
        return desk.orElseThrow().users().get(owner).identity();
    }

    private static NewRepo wish(String fullName, String description, boolean isPrivate) {
        int slash = fullName.lastIndexOf('/');
        String namespace = slash < 0 ? "" : fullName.substring(0, slash);
        return new NewRepo(namespace, fullName.substring(slash + 1), description, isPrivate);
    }
}
