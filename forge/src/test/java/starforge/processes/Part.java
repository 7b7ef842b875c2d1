package starforge.processes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import starforge.servers.Ports;
import starforge.servers.Server;

/** One process of the forge. It keeps its port when it is started again. */
final class Part extends Server {
    private final String role;
    private final Path data;
    private final Map<String, String> settings;
    private final int port = Ports.free(1);

    /**
     * Prepares a process.
     *
     * @param role the command, {@code web} and so on
     * @param settings environment
     */
    Part(String role, Path data, Map<String, String> settings) {
        super(role);
        this.role = role;
        this.data = data;
        this.settings = Map.copyOf(settings);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    protected List<String> command() {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "starforge.Starforge",
                role));
        words.addAll(List.of("--data", data.toString(), "--port", "" + port, "--ssh-port", "off"));
        return words;
    }

    @Override
    protected Map<String, String> environment() {
        return settings;
    }

    /** A worker has no door; it is there when its first line is. */
    @Override
    protected boolean answers() {
        if (role.equals("worker")) {
            return said().contains("is ready");
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address() + "/-/health")).build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    > 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
