package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.RunningForge;
import starforge.repos.NewRepo;
import starforge.users.User;

/** Addresses as no browser sends them, byte for byte over a plain socket. */
class AddressesThatClimbTest {
    @TempDir
    static Path folder;

    private static RunningForge forge;

    @BeforeAll
    static void a_forge_with_a_private_repository() {
        forge = RunningForge.on(folder);
        User mira = forge.user("mira");
        forge.desk().newRepos().create(mira.identity(), new NewRepo("mira", "vault", "quietvault", true), "main");
        forge.repo(mira, "open");
    }

    @AfterAll
    static void end() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mira/open.git/../../vault.git/HEAD",
                "/mira/open.git/../vault.git/info/refs?service=git-upload-pack",
                "/mira/open.git//objects/%2e%2e/%2e%2e/config",
                "/mira/open.git/objects/info/../../HEAD",
                "/mira/open/raw/main/////%2e%2e/%2e%2e/etc/passwd",
                "/mira/open/../vault",
                "/mira/open/%2e%2e/vault",
                "/mira/open/%252e%252e/vault",
                "/mira/open/..%2fvault",
                "/mira/open/..%5cvault",
                "/mira/open/..\\vault",
                "/mira/vault;jsessionid=1",
                "/mira;x/vault",
                "/mira/vault%00.git/info/refs",
                "/mira/vault/",
                "//mira/vault",
                "/mira//vault",
                "/./mira/vault",
                "/-/theme/x/../../../../starforge.mv.db",
                "/-/theme/x/%2e%2e/%2e%2e/templates/layout.ftlh",
                "/-/theme/x/..%2f..%2ftheme.properties",
                "/-/avatar/../../../etc/passwd",
                "/user/..%2f..%2fetc%2fpasswd",
                "http://elsewhere.example/mira/vault",
            })
    void find_nothing_and_break_nothing(String address) throws IOException {
        String answer = ask(address);
        assertThat(answer)
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotStartWith("HTTP/1.1 5")
                .doesNotContain("quietvault", "root:x:", "ref: refs/heads", "parent=");
    }

    private static String ask(String address) throws IOException {
        URI base = URI.create(forge.address());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String request =
                    "GET " + address + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
