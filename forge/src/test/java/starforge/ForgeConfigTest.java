package starforge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.ForgeConfig.Setting;
import starforge.access.Refusal;

/** Where a setting comes from, and what a wrong one says. */
class ForgeConfigTest {
    @TempDir
    private Path data;

    private Map<String, Setting> gather(Map<String, String> flags, Map<String, String> environment) {
        Map<String, String> all = new java.util.HashMap<>(flags);
        all.put("data", data.toString());
        return ForgeConfig.gather(all, environment);
    }

    @Test
    void a_flag_wins_over_the_environment_that_over_the_file_that_over_the_default() throws Exception {
        assertThat(gather(Map.of(), Map.of()).get("port")).isEqualTo(new Setting("8080", "default"));
        Files.writeString(data.resolve("starforge.properties"), "port=81\n");
        assertThat(gather(Map.of(), Map.of()).get("port")).isEqualTo(new Setting("81", "starforge.properties"));
        Map<String, String> environment = Map.of("STARFORGE_PORT", "82");
        assertThat(gather(Map.of(), environment).get("port"))
                .isEqualTo(new Setting("82", "environment STARFORGE_PORT"));
        assertThat(gather(Map.of("port", "83"), environment).get("port")).isEqualTo(new Setting("83", "flag --port"));
    }

    @Test
    void all_wrong_values_are_told_at_once() {
        Map<String, String> wrong =
                Map.of("port", "70000", "url", "forge.example", "theme", "../x", "registration", "maybe");
        assertThatThrownBy(() -> ForgeConfig.of(gather(wrong, Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("port must be a port number")
                .hasMessageContaining("url must be an address")
                .hasMessageContaining("theme must be")
                .hasMessageContaining("registration must be open or closed");
    }
}
