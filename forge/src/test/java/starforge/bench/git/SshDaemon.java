package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenSSH's server as one sets it up for Git (sshd_config(5)): keys alone, and a key for the client. */
final class SshDaemon {
    /** Where Debian's package puts it. It is not installed for a benchmark: that would start one for everybody. */
    static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private static final Path EMPTY = Path.of("/run/sshd");

    private final Path folder;
    private final int port;

    /**
     * Writes what it needs.
     *
     * @param folder has the client's key
     */
    SshDaemon(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Makes the client's key, and has the real ssh use it and nothing of its own. */
    static void makeKey(Path folder, Programs programs) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String name : List.of("client", "host")) {
            programs.run(folder, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", name));
        }
        String ssh = "ssh -F none -i " + folder.resolve("client")
                + " -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR";
        programs.git(folder, "config", "--global", "core.sshCommand", ssh);
    }

    /** Its command line; it stays in the foreground. */
    List<String> command() throws IOException {
        Files.createDirectories(EMPTY);
        Path config = folder.resolve("sshd_config");
        Files.writeString(config, """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                MaxStartups 100
                """.formatted(port, folder.resolve("host"), folder.resolve("client.pub")));
        return List.of("" + PROGRAM, "-D", "-e", "-f", "" + config);
    }

    /** What stands before a folder's path in an address. */
    String before() {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port;
    }
}
