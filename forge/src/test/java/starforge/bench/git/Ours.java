package starforge.bench.git;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import starforge.Browsing;
import starforge.bench.Served;

/** The forge, from its jar, with what its own commands made of the repositories. */
final class Ours implements Peer {
    static final String PASSWORD = "correct horse";

    private final Served forge;
    private final Optional<Group> group;
    private final Browsing mira;
    private final int sshPort;

    private Ours(Served forge, Optional<Group> group, int sshPort) {
        this.forge = forge;
        this.group = group;
        this.sshPort = sshPort;
        this.mira = Browsing.at(forge.address()).signIn("mira", PASSWORD);
    }

    /** Makes a data folder with one user, mira, before the forge starts. */
    static void lay(Path data) throws IOException, InterruptedException {
        Served.command(
                PASSWORD,
                "user",
                "add",
                "mira",
                "--email",
                "mira@example.org",
                "--password-stdin",
                "--data",
                "" + data);
    }

    /** Imports a repository before the forge starts. */
    static void take(Path data, Path source, String name) throws IOException, InterruptedException {
        Served.command("", "repo", "import", "" + source, "mira/" + name, "--owner", "mira", "--data", "" + data);
    }

    static Ours on(Path data) throws IOException {
        Optional<Group> group = Group.make("ours");
        int sshPort = CGit.freePort();
        return new Ours(
                Served.on(
                        data,
                        command -> group.map(it -> it.around(command)).orElse(command),
                        "--ssh-port",
                        "" + sshPort),
                group,
                sshPort);
    }

    /** The same over SSH, for whoever has a key. */
    Peer overSsh(Path publicKey) throws IOException {
        mira.get("/settings/keys");
        expect(mira.post("/settings/keys", Map.of("title", "bench", "ssh_key", Files.readString(publicKey))));
        return new SshPeer(this, "ssh://git@127.0.0.1:" + sshPort + "/mira/");
    }

    @Override
    public String address(String repository) {
        return forge.address() + "/mira/" + repository + ".git";
    }

    @Override
    public String pushAddress(String repository) {
        return address(repository).replace("://", "://mira:" + PASSWORD.replace(" ", "%20") + "@");
    }

    @Override
    public void create(String repository) throws IOException {
        mira.get("/new");
        expect(mira.post("/new", Map.of("name", repository, "namespace", "mira")));
    }

    @Override
    public void drop(String repository) throws IOException {
        mira.get("/new");
        expect(mira.post("/mira/" + repository + "/settings/delete", Map.of("confirm", "mira/" + repository)));
    }

    private static void expect(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 303) {
            throw new IOException(answer.uri() + " was answered with " + answer.statusCode());
        }
    }

    @Override
    public Site site(String repository) {
        return new OurSite(forge.address() + "/mira/" + repository);
    }

    @Override
    public Optional<Group> group() {
        return group;
    }

    @Override
    public void close() throws IOException {
        forge.close();
        if (group.isPresent()) {
            group.get().close();
        }
    }
}
