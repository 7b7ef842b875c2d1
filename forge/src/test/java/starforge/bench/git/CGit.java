package starforge.bench.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Git itself: nginx, fcgiwrap, {@code git http-backend}, and cgit without a cache for pages, set up as git-http-backend(1) and
 * cgitrc(5) advise. Whoever pushes gives a password, as at the forge; that it is stored plainly costs no time to check.
 */
final class CGit implements Peer {
    /** Where Debian's package puts it. */
    static final Path CGIT = Path.of("/usr/lib/cgit/cgit.cgi");

    private static final int WORKERS = 24;
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);
    private static final String PASSWORDS = "mira:{PLAIN}secret\n";

    private final Path folder;
    private final Programs programs;
    private final int port;
    private final Optional<Group> group = Group.make("theirs");
    private final List<Process> processes = new ArrayList<>();

    private CGit(Path folder, Programs programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /**
     * Serves repositories.
     *
     * @param folder with the folder {@code repos} in it, which has {@code NAME.git}
     */
    static CGit on(Path folder, Programs programs) throws IOException, InterruptedException {
        CGit served = new CGit(folder, programs, freePort());
        Path backend = Path.of(programs.ask(folder, "--exec-path"), "git-http-backend");
        served.write(backend);
        served.start(List.of("fcgiwrap", "-f", "-c", "" + WORKERS, "-s", "unix:" + folder.resolve("socket")));
        served.start(List.of("nginx", "-p", "" + folder, "-e", "stderr", "-c", "" + folder.resolve("nginx.conf")));
        served.awaitReady();
        return served;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void write(Path backend) throws IOException {
        Files.writeString(folder.resolve("passwords"), PASSWORDS);
        Files.writeString(folder.resolve("cgitrc"), cgitrc());
        Files.writeString(folder.resolve("params"), filled(NginxConfig.PARAMS, backend));
        Files.writeString(folder.resolve("nginx.conf"), filled(NginxConfig.TEXT, backend));
    }

    private String filled(String text, Path backend) {
        return text.replace("@USER@", System.getProperty("user.name"))
                .replace("@PORT@", "" + port)
                .replace("@FOLDER@", "" + folder)
                .replace("@BACKEND@", "" + backend)
                .replace("@CGIT@", "" + CGIT);
    }

    private String cgitrc() throws IOException {
        try (Stream<Path> repositories = Files.list(folder.resolve("repos"))) {
            String settings = "virtual-root=/cgit\ncache-size=0\nenable-blame=1\nmax-commit-count=50\n";
            return repositories
                    .map(path -> "repo.url=" + path.getFileName().toString().replace(".git", "") + "\nrepo.path=" + path
                            + "\n")
                    .collect(Collectors.joining("", settings, ""));
        }
    }

    private void start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        group.map(it -> it.around(command)).orElse(command))
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().compute("PATH", (name, path) -> path + ":/usr/sbin:/sbin");
        processes.add(builder.start());
    }

    private void awaitReady() throws IOException, InterruptedException {
        await(() -> Files.exists(folder.resolve("socket")) && isOpen(port));
    }

    /** Something that comes true. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + DEADLINE;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                close();
                throw new IOException("A server did not start: " + Files.readString(folder.resolve("errors")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /**
     * The same over SSH.
     *
     * @param keys with {@link SshDaemon#makeKey}
     */
    Peer overSsh(Path keys) throws IOException, InterruptedException {
        int sshPort = freePort();
        SshDaemon daemon = new SshDaemon(keys, sshPort);
        start(daemon.command());
        await(() -> isOpen(sshPort));
        return new SshPeer(this, daemon.before() + folder.resolve("repos") + "/");
    }

    private static boolean isOpen(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public String address(String repository) {
        return "http://127.0.0.1:" + port + "/" + repository + ".git";
    }

    /** The folder for a repository's answers to one question. */
    Path canned(String question, String repository) {
        return folder.resolve("canned/" + question + "/" + repository + ".git");
    }

    /** Where these are sent from. */
    String cannedAddress(String question, String repository) {
        return address("canned/" + question + "/" + repository);
    }

    @Override
    public String pushAddress(String repository) {
        return address(repository).replace("://", "://mira:secret@");
    }

    @Override
    public void create(String repository) throws IOException, InterruptedException {
        programs.git(folder, "init", "-q", "--bare", "repos/" + repository + ".git");
    }

    @Override
    public void drop(String repository) throws IOException {
        Folder.delete(folder.resolve("repos/" + repository + ".git"));
    }

    @Override
    public Site site(String repository) {
        return new CgitSite("http://127.0.0.1:" + port + "/cgit/" + repository + "/");
    }

    @Override
    public Optional<Group> group() {
        return group;
    }

    /** Children first: fcgiwrap leaves them running. */
    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.onExit().join();
        }
        if (group.isPresent()) {
            group.get().close();
        }
    }
}
