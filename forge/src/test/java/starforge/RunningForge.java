package starforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import starforge.console.Desk;
import starforge.db.Database;
import starforge.flags.Flags;
import starforge.jobs.Jobs;
import starforge.kernels.Kernels;
import starforge.repos.Collaborators;
import starforge.repos.NewRepo;
import starforge.repos.Repo;
import starforge.users.User;

/** A whole forge on a free port and a fresh data folder, for tests that go through its doors. */
public final class RunningForge implements AutoCloseable {
    public static final String PASSWORD = "correct horse";
    /** The same as it is stored, at a cost that tests can bear; made by libargon2. */
    private static final String STORED =
            "$argon2id$v=19$m=64,t=1,p=1$c3RhcmZvcmdlLXRlc3RzLg$s48upmOKVmhks4gjgzLdIgj30D22eP/SMrdesUGBjC8";

    private final Forge forge;
    private final Path data;

    /**
     * Starts a forge.
     *
     * @param data folder; what is there already is used
     */
    public static RunningForge on(Path data) {
        return with(data, Map.of());
    }

    public static RunningForge withTheme(Path data, String theme) {
        return with(data, Map.of("theme", theme));
    }

    /** Starts one that serves SSH too, on a free port. */
    public static RunningForge withSsh(Path data) {
        return with(data, Map.of("ssh-port", "0"));
    }

    /** Starts one with settings of its own, by their names on the command line. */
    public static RunningForge with(Path data, Map<String, String> settings) {
        return with(data, settings, Kernels::best);
    }

    /** Starts one with settings of its own, in which code is searched by these. */
    public static RunningForge with(Path data, Map<String, String> settings, Supplier<Kernels> kernels) {
        Map<String, String> flags = new HashMap<>(Map.of("port", "0", "ssh-port", "off", "data", data.toString()));
        flags.putAll(settings);
        return new RunningForge(data, ForgeConfig.of(ForgeConfig.gather(flags, Map.of())), kernels);
    }

    private RunningForge(Path data, ForgeConfig config, Supplier<Kernels> kernels) {
        this.data = data;
        this.forge = new Forge(config, data, kernels);
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

    /** Where it listens itself, whatever stands before it. */
    public int port() {
        return forge.port();
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

    public Jobs jobs() {
        return forge.jobs();
    }

    public Database database() {
        return forge.database();
    }

    public Collaborators collaborators() {
        return new Collaborators(desk().repos(), database(), Clock.systemUTC());
    }

    public Flags flags() {
        return forge.flags();
    }

    /** Makes an account with {@link #PASSWORD}. */
    public User user(String name) {
        return account(name, false);
    }

    public User admin(String name) {
        return account(name, true);
    }

    private User account(String name, boolean admin) {
        return BareForge.account(database(), desk().users(), name, STORED, admin);
    }

    /** Makes a public repository filed under its owner. */
    public Repo repo(User owner, String name) {
        return desk().newRepos().create(owner.identity(), new NewRepo(owner.name(), name, "", false), "main");
    }

    public Repo privateRepo(User owner, String name) {
        return desk().newRepos().create(owner.identity(), new NewRepo(owner.name(), name, "", true), "main");
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
