package starforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import starforge.console.Desk;
import starforge.repos.NewRepo;
import starforge.repos.Repo;
import starforge.users.User;

/** A whole forge on a free port and a fresh data folder, for tests that go through its doors. */
public final class RunningForge implements AutoCloseable {
    public static final String PASSWORD = "correct horse";

    private final Forge forge;
    private final Path data;

    /**
     * Starts a forge.
     *
     * @param data folder; what is there already is used
     */
    public static RunningForge on(Path data) {
        return new RunningForge(data, "default", ForgeConfig.SSH_OFF);
    }

    public static RunningForge withTheme(Path data, String theme) {
        return new RunningForge(data, theme, ForgeConfig.SSH_OFF);
    }

    /** Starts one that serves SSH too, on a free port. */
    public static RunningForge withSsh(Path data) {
        return new RunningForge(data, "default", 0);
    }

    private RunningForge(Path data, String theme, int sshPort) {
        this.data = data;
        this.forge = new Forge(new ForgeConfig(data, "127.0.0.1", 0, sshPort, theme, "", true), data);
        try {
            forge.start();
        } catch (IOException e) {
            forge.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Its address without a slash at the end. */
    public String address() {
        return forge.address();
    }

    public int sshPort() {
        return forge.sshPortWhenOpen();
    }

    /** The way to the first administrator; empty when there was an account at the start. */
    public Optional<String> setUpPath() {
        return forge.setUpPath();
    }

    /** All that the pages answer, such as {@code GET /user/:name} and {@code POST <repo>/star/1}. */
    public Set<String> routes() {
        return forge.routes();
    }

    public Path data() {
        return data;
    }

    /** What the command line works on. */
    public Desk desk() {
        return forge.desk();
    }

    /** Makes an account with {@link #PASSWORD}. */
    public User user(String name) {
        return desk().users().add(name, name + "@example.org", PASSWORD, false);
    }

    public User admin(String name) {
        return desk().users().add(name, name + "@example.org", PASSWORD, true);
    }

    /** Makes a public repository filed under its owner. */
    public Repo repo(User owner, String name) {
        return desk().repos().create(owner.identity(), new NewRepo(owner.name(), name, "", false), "main");
    }

    public Repo privateRepo(User owner, String name) {
        return desk().repos().create(owner.identity(), new NewRepo(owner.name(), name, "", true), "main");
    }

    /** A browser that is not signed in. */
    public Browsing browsing() {
        return Browsing.at(address());
    }

    /** A browser in which somebody is signed in. */
    public Browsing browsing(User user) {
        return browsing().signIn(user.name(), PASSWORD);
    }

    @Override
    public void close() {
        forge.close();
    }
}
