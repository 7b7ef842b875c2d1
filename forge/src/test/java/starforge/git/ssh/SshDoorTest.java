package starforge.git.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.KeyAuthenticator;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.git.Limits;
import starforge.git.Receiving;
import starforge.git.Repositories;
import starforge.git.Serving;

/** The door alone, with one repository {@code ada/notes} that is open to all keys. */
final class SshDoorTest {
    private static final SshLimits SMALL =
            new SshLimits(Duration.ofSeconds(2), Duration.ofMinutes(1), 12, 8, 20, 30, 3, 4);

    @TempDir
    Path folder;

    private final Map<String, Identity> known = new ConcurrentHashMap<>();
    private Repositories repositories;
    private GitSsh ssh;
    private Guest ada;

    @BeforeEach
    void start() {
        repositories = new Repositories(folder.resolve("git"));
        repositories.create(1, "main");
        ssh = open(0);
        ada = Guest.at(folder.resolve("ada"), ssh.portWhenOpen());
        known.put(fingerprint(ada), new Identity(1, "ada", false, Level.ADMIN));
    }

    @AfterEach
    void stop() {
        ssh.close();
        repositories.close();
    }

    private GitSsh open(int port) {
        Limits limits = Limits.standard();
        Receiving receiving =
                new Receiving(repositories, limits, (who, repo, ref, move) -> Optional.empty(), List.of());
        GitSsh.Place place = new GitSsh.Place("127.0.0.1", port, folder.resolve("ssh"));
        GitSsh made = new GitSsh(
                place, SMALL, new OneRepo(), new KnownKeys(), new Serving(repositories), receiving, limits, () -> {});
        made.start();
        return made;
    }

    private static String fingerprint(Guest guest) {
        try {
            Process process = new ProcessBuilder(
                            "ssh-keygen",
                            "-l",
                            "-f",
                            guest.home().resolve("key.pub").toString())
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ")[1];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class KnownKeys implements KeyAuthenticator {
        @Override
        public Optional<Identity> byKey(String sha256Fingerprint) {
            return Optional.ofNullable(known.get(sha256Fingerprint));
        }

        @Override
        public void used(String sha256Fingerprint) {}
    }

    private static final class OneRepo implements Gate {
        @Override
        public Entry require(Identity who, RepoName name, Level needed) {
            if (!name.toString().equals("ada/notes")) {
                throw Refusal.notFound();
            }
            return new Entry(1, name, false, Level.WRITE);
        }

        @Override
        public Level level(Identity who, long repoId) {
            return Level.WRITE;
        }

        @Override
        public Set<Long> readable(Identity who, Set<Long> repoIds) {
            return repoIds;
        }
    }

    private String url() {
        return "git@127.0.0.1:ada/notes.git";
    }

    private Path filled(int megabytes) {
        Path work = ada.git().init(folder.resolve("work"));
        byte[] noise = new byte[megabytes << 20];
        new java.util.Random(1).nextBytes(noise);
        try {
            Files.write(work.resolve("noise"), noise);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ada.git().commit(work, "a.txt", "a\n");
        ada.git().ok(work, "add", "noise");
        ada.git().ok(work, "commit", "-q", "-m", "Make noise");
        ada.git().ok(work, "push", "-q", url(), "HEAD:main");
        return work;
    }

    @Test
    void a_shallow_clone_from_what_is_kept_is_whole_and_can_be_deepened() throws IOException {
        filled(1);
        FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
        ada.git().ok(folder, "clone", "-q", "--depth=1", url(), "first");
        Path kept = onlyKept();
        Files.setLastModifiedTime(kept, longAgo);
        Object file = Files.readAttributes(kept, BasicFileAttributes.class).fileKey();
        ada.git().ok(folder, "clone", "-q", "--depth=1", url(), "second");
        assertThat(onlyKept()).isEqualTo(kept);
        assertThat(Files.readAttributes(kept, BasicFileAttributes.class).fileKey())
                .isEqualTo(file);
        assertThat(Files.getLastModifiedTime(kept)).isGreaterThan(longAgo);
        Path second = folder.resolve("second");
        assertThat(ada.git().run(second, "fsck", "--strict", "--full").exit()).isZero();
        ada.git().ok(second, "fetch", "-q", "--unshallow");
        assertThat(ada.git().ok(second, "rev-list", "--count", "HEAD")).isEqualTo("2");
    }

    private Path onlyKept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("git/answers"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void greeting_says_who_one_is_and_there_is_no_shell() {
        Guest.Result greeting = ada.ssh("git@127.0.0.1");
        assertThat(greeting.exit()).isZero();
        assertThat(greeting.err().strip())
                .isEqualTo("Hello ada! Your key works. There is no shell here; use git clone, fetch and push.");
        assertThat(ada.ssh("-tt", "git@127.0.0.1").err()).contains("PTY allocation request failed");
    }

    @Test
    void nothing_but_git_is_run() {
        for (String command : List.of(
                "id",
                "sh -c id",
                "git-upload-pack 'ada/notes.git'; id",
                "git-upload-pack $(id)",
                "git-upload-pack --upload-pack=id ada/notes.git",
                "git-upload-archive 'ada/notes.git'",
                "git upload-pack 'a' 'b'",
                "scp -f /etc/passwd",
                "GIT-UPLOAD-PACK 'ada/notes.git'")) {
            Guest.Result result = ada.ssh("git@127.0.0.1", command);
            assertThat(result.exit()).as(command).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).matches("There is (no shell here|no such repository)[^\n]*\n");
        }
    }

    @Test
    void no_subsystem_forwarding_or_agent() {
        assertThat(ada.ssh("-s", "git@127.0.0.1", "sftp").err()).contains("subsystem request failed");
        assertThat(ada.ssh("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1", "git@127.0.0.1")
                        .err())
                .contains("remote port forwarding failed");
        assertThat(ada.ssh("-W", "127.0.0.1:22", "git@127.0.0.1").err())
                .containsAnyOf("open failed", "forwarding failed");
        assertThat(ada.ssh("-A", "-X", "git@127.0.0.1").err()).contains("Hello ada!");
    }

    @Test
    void of_the_environment_only_the_protocol_is_taken() {
        filled(1);
        List<String> hostile = List.of("GIT_DIR=/etc", "LD_PRELOAD=/tmp/x.so", "GIT_SSH_COMMAND=id", "PATH=/tmp");
        List<String> arguments = new ArrayList<>();
        hostile.forEach(variable -> arguments.addAll(List.of("-o", "SetEnv=" + variable)));
        arguments.addAll(List.of("git@127.0.0.1", "git-upload-pack ada/notes.git"));
        assertThat(ada.ssh(arguments.toArray(String[]::new)).out()).contains("refs/heads/main");
        Guest.Result v2 =
                ada.ssh("-o", "SetEnv=GIT_PROTOCOL=version=2", "git@127.0.0.1", "git-upload-pack ada/notes.git");
        assertThat(v2.out()).startsWith("000eversion 2\n").doesNotContain("refs/heads/main");
    }

    @Test
    void weak_algorithms_are_not_offered() {
        for (String weak : List.of(
                "KexAlgorithms=diffie-hellman-group14-sha1", "Ciphers=aes128-cbc", "HostKeyAlgorithms=ssh-rsa")) {
            assertThat(ada.ssh("-o", weak, "git@127.0.0.1").exit()).as(weak).isEqualTo(255);
        }
        assertThat(ada.ssh("-o", "Ciphers=aes128-ctr", "-o", "MACs=hmac-sha1", "git@127.0.0.1")
                        .exit())
                .isEqualTo(255);
        Guest rsa = Guest.at(folder.resolve("rsa"), ssh.portWhenOpen(), "-t", "rsa", "-b", "2048");
        known.put(fingerprint(rsa), new Identity(2, "ben", false, Level.ADMIN));
        assertThat(rsa.ssh("git@127.0.0.1").err()).contains("Hello ben!");
        assertThat(rsa.ssh("-o", "PubkeyAcceptedAlgorithms=ssh-rsa", "git@127.0.0.1")
                        .exit())
                .isEqualTo(255);
        assertThat(ada.ssh("-o", "PreferredAuthentications=password,keyboard-interactive", "git@127.0.0.1")
                        .err())
                .contains("Permission denied (publickey)");
    }

    @Test
    void key_of_somebody_else_that_is_only_offered_opens_nothing() throws IOException {
        Guest eve = Guest.at(folder.resolve("eve"), ssh.portWhenOpen());
        Files.copy(
                ada.home().resolve("key.pub"),
                eve.home().resolve("key.pub"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Guest.Result result = eve.ssh("git@127.0.0.1");
        assertThat(result.exit()).isEqualTo(255);
        assertThat(result.err()).doesNotContain("Hello");
    }

    @Test
    void stalled_handshakes_are_ended_and_never_shut_the_door() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), ssh.portWhenOpen());
            socket.getOutputStream().write("SSH-2.0-slow\r\n".getBytes(StandardCharsets.US_ASCII));
            stalled.add(socket);
        }
        Waiting.until(() -> ssh.connections() > 0);
        assertThat(ssh.connections()).isLessThanOrEqualTo(SMALL.strangersPerAddress());
        Waiting.until(() -> ssh.connections() == 0);
        assertThat(ada.ssh("git@127.0.0.1").err()).contains("Hello ada!");
        for (Socket socket : stalled) {
            socket.close();
        }
    }

    @Test
    void host_keys_stay_and_are_their_owners_alone() throws IOException {
        ada.ssh("git@127.0.0.1");
        String before = ada.read("known_hosts");
        int port = ssh.portWhenOpen();
        ssh.close();
        ssh = open(port);
        assertThat(ssh.portWhenOpen()).isEqualTo(port);
        assertThat(ada.ssh("-o", "StrictHostKeyChecking=yes", "git@127.0.0.1").err())
                .contains("Hello ada!");
        assertThat(ada.ssh(
                                "-o",
                                "HostKeyAlgorithms=ecdsa-sha2-nistp256",
                                "-o",
                                "UserKnownHostsFile=" + folder.resolve("other_hosts"),
                                "git@127.0.0.1")
                        .err())
                .contains("Hello ada!");
        assertThat(ada.read("known_hosts")).isEqualTo(before);
        for (String file : List.of("host_ed25519", "host_ecdsa")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("ssh").resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void port_that_is_taken_is_told_and_harms_nothing() {
        try (GitSsh second = open(ssh.portWhenOpen())) {
            assertThat(second.portWhenOpen()).isZero();
            assertThat(second.port()).isZero();
        }
        assertThat(ada.ssh("git@127.0.0.1").err()).contains("Hello ada!");
    }

    @Test
    void eight_clones_at_the_same_time_all_come_whole() {
        String tip = ada.git().ok(filled(4), "rev-parse", "HEAD");
        List<String> tips = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> {
                    Path clone = folder.resolve("clone-" + i);
                    ada.git().ok(folder, "clone", "-q", url(), clone.toString());
                    return ada.git().ok(clone, "rev-parse", "HEAD");
                })
                .distinct()
                .toList();
        assertThat(tips).containsExactly(tip);
        Waiting.until(() -> ssh.running() == 0);
    }

    @Test
    void client_that_is_killed_in_the_middle_of_a_clone_leaves_its_place() {
        filled(16);
        Process client = ada.begin("git@127.0.0.1", "git-upload-pack ada/notes.git");
        Waiting.until(() -> ssh.running() == 1);
        client.destroyForcibly();
        Waiting.until(() -> ssh.running() == 0);
        Waiting.until(() -> ssh.connections() == 0);
    }
}
