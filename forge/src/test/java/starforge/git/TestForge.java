package starforge.git;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.server.handler.HandlerList;
import starforge.access.Authenticator;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;

/**
 * A server with nothing but Git. Ada may write everywhere, Ben reads what is public; both have the password {@code secret}.
 * Whoever calls themselves {@code flood} has tried too often.
 */
final class TestForge implements AutoCloseable, Gate {
    static final Limits SMALL = new Limits(1 << 20, 8 << 20, 100_000, 1 << 16, 1 << 20, 16, Duration.ofSeconds(20));

    final Repositories repositories;
    final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    TestForge(Path root) {
        this(root, SMALL, push -> {});
    }

    TestForge(Path root, Limits limits, PushListener listener) {
        repositories = Repositories.alone(root);
        Authenticator authenticator = TestForge::authenticate;
        Receiving receiving = new Receiving(
                repositories, limits, (who, repo, ref, move) -> Optional.empty(), List.of(listener, pushes::add));
        receiving.catchUp();
        GitHttp git = new GitHttp(this, authenticator, new Serving(repositories), receiving, limits);
        server.addConnector(connector);
        server.setHandler(new HandlerList(git, new DefaultHandler()));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an empty repository under a full name. */
    long create(long id, String name) {
        repositories.create(id, "main");
        return register(id, name, false);
    }

    long createPrivate(long id, String name) {
        repositories.create(id, "main");
        return register(id, name, true);
    }

    long register(long id, String name, boolean isPrivate) {
        RepoName repo = RepoName.parse(name).orElseThrow();
        entries.put(repo.toString(), new Entry(id, repo, isPrivate, Level.NONE));
        return id;
    }

    int port() {
        return connector.getLocalPort();
    }

    /** An address for nobody in particular. */
    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** An address that carries a name and its right password. */
    String urlAs(String user, String path) {
        return "http://" + user + ":secret@127.0.0.1:" + port() + path;
    }

    /** Pushes a branch {@code main} with a pack of one's own making, and gives what the server says of it. */
    String push(String repo, String old, String id, byte[] pack) {
        String line = old + " " + id + " refs/heads/main\0report-status";
        byte[] command = "%04x%s0000".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII);
        byte[] body = ByteBuffer.allocate(command.length + pack.length)
                .put(command)
                .put(pack)
                .array();
        return RawHttp.to(port())
                .as("ada", "secret")
                .asking("git-receive-pack", body)
                .post("/" + repo + ".git/git-receive-pack")
                .body();
    }

    @Override
    public Entry require(Identity who, RepoName name, Level needed) {
        Entry entry = entries.get(name.toString());
        Level level = entry == null ? Level.NONE : level(who, entry.id());
        if (entry == null || level == Level.NONE) {
            throw Refusal.notFound();
        }
        if (!level.includes(needed)) {
            throw who.isAnonymous()
                    ? Refusal.inWords(Refusal.Reason.LOGIN, "", "Please sign in.")
                    : Refusal.inWords(
                            Refusal.Reason.FORBIDDEN, "", "You can read this repository, but not push to it.");
        }
        return new Entry(entry.id(), entry.name(), entry.isHidden(), level);
    }

    @Override
    public Level level(Identity who, long repoId) {
        boolean hidden = entries.values().stream().anyMatch(entry -> entry.id() == repoId && entry.isHidden());
        return who.name().equals("ada") ? Level.WRITE : hidden ? Level.NONE : Level.READ;
    }

    @Override
    public Set<Long> readable(Identity who, Set<Long> repoIds) {
        return repoIds.stream().filter(id -> level(who, id) != Level.NONE).collect(Collectors.toSet());
    }

    private static Identity authenticate(String name, String secret, String remote) {
        if (name.equals("flood")) {
            throw Refusal.tooMany(Duration.ofMinutes(1), "signin.too-many");
        }
        if (!secret.equals("secret") || !List.of("ada", "ben").contains(name)) {
            throw Refusal.inWords(Refusal.Reason.LOGIN, "", "User name and password do not fit.");
        }
        return new Identity(name.equals("ada") ? 1 : 2, name, false, Level.ADMIN);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        repositories.close();
    }
}
