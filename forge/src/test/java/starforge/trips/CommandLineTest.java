package starforge.trips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.trips.ServedForge.Outcome;

/** The command line, with a forge running on the folder and without one. */
class CommandLineTest {
    @TempDir
    private Path data;

    private Outcome userAdd(String name) {
        return ServedForge.command(
                "correct horse\n",
                "user",
                "add",
                name,
                "--email",
                name + "@example.org",
                "--password-stdin",
                "--data",
                data.toString());
    }

    @Test
    void admin_commands_work_on_a_running_forge_and_on_a_quiet_one() {
        assertThat(userAdd("mira")).isEqualTo(new Outcome(0, "", ""));
        try (ServedForge forge = ServedForge.on(data)) {
            assertThat(userAdd("ravi").exit()).isZero();
            String folder = data.toString();
            Outcome repo = ServedForge.command("", "repo", "add", "ravi/loom", "--owner", "ravi", "--data", folder);
            assertThat(repo).isEqualTo(new Outcome(0, "", ""));
            Browsing browser = Browsing.at(forge.address()).signIn("ravi", "correct horse");
            assertThat(browser.get("/ravi/loom").statusCode()).isEqualTo(200);

            Outcome token = ServedForge.command("", "token", "add", "ravi", "--name", "ci", "--data", folder);
            assertThat(token.out()).matches("sft_[A-Za-z0-9_-]{43}\\R");
        }
    }

    @Test
    void a_refusal_is_one_sentence_and_exit_1() {
        assertThat(userAdd("my name")).isEqualTo(new Outcome(1, "", "A name cannot contain spaces. Try my-name.\n"));
        Outcome unknown = ServedForge.command("", "token", "add", "nobody", "--name", "x", "--data", data.toString());
        assertThat(unknown).isEqualTo(new Outcome(1, "", "There is no user named nobody.\n"));
    }

    @Test
    void wrong_usage_is_exit_2_and_says_how_it_goes() {
        assertThat(ServedForge.command("", "user", "add").exit()).isEqualTo(2);
        assertThat(ServedForge.command("", "user", "add").err()).contains("Usage: starforge user add");
        assertThat(ServedForge.command("", "destroy").exit()).isEqualTo(2);
        assertThat(ServedForge.command("", "serve", "--prot", "80").exit()).isEqualTo(2);
    }

    @Test
    void who_asks_how_it_goes_is_told_and_nothing_is_made() {
        assertThat(ServedForge.command("", "--help").out()).contains("user", "Makes and changes accounts", "worker");
        Outcome add = ServedForge.command("", "user", "add", "--help", "--data", data.toString());
        assertThat(add.exit()).isZero();
        assertThat(add.out()).startsWith("Usage: starforge user add").contains("reads the password");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_second_forge_on_the_same_folder_or_port_says_so() {
        try (ServedForge forge = ServedForge.on(data)) {
            Outcome second = ServedForge.command("", "serve", "--data", data.toString(), "--port", "0");
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err())
                    .startsWith("Another Starforge is running on the data folder")
                    .hasLineCount(1);

            String port = forge.address().replaceAll(".*:", "");
            String elsewhere = data.resolve("elsewhere").toString();
            Outcome taken = ServedForge.command("", "serve", "--data", elsewhere, "--port", port);
            assertThat(taken.exit()).isEqualTo(1);
            assertThat(taken.err()).contains("already").contains("--port");
        }
    }
}
