package starforge.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server (Debian's package), which runs as the user postgres when this process is root's: it has to. */
public final class Postgres extends Server {
    private final int port = Ports.free(1);
    private final Path programs;
    private final boolean isDurable;

    private Postgres(boolean isDurable) {
        super("postgres");
        this.isDurable = isDurable;
        this.programs = programs();
        own();
        once(programs.resolve("initdb").toString(), "-D", data(), "-U", "starforge", "-A", "trust", "-N");
    }

    /** One that is fast and forgets when it is killed. */
    public static Postgres fast() {
        Postgres server = new Postgres(false);
        server.start();
        return server;
    }

    /** One that keeps what it acknowledged. */
    public static Postgres durable() {
        Postgres server = new Postgres(true);
        server.start();
        return server;
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.sorted()
                    .reduce((older, newer) -> newer)
                    .orElseThrow()
                    .resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void own() {
        if (isRoot()) {
            once("chown", "postgres", folder().toString());
        }
    }

    private String data() {
        return folder().resolve("data").toString();
    }

    private static List<String> asPostgres(List<String> command) {
        List<String> words = new ArrayList<>();
        if (isRoot() && !command.get(0).equals("chown")) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        words.addAll(command);
        return words;
    }

    private void once(String... command) {
        try {
            Process process = new ProcessBuilder(asPostgres(List.of(command)))
                    .directory(folder().toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of one of its databases, as the forge is told it. */
    public String address(String database) {
        return "postgresql://starforge@127.0.0.1:" + port + "/" + database;
    }

    /** Has it do some SQL in its first database. */
    public void sql(String... statements) {
        List<String> words = new ArrayList<>(List.of(
                programs.resolve("psql").toString(), "-q", "-h", "127.0.0.1", "-p", "" + port, "-U", "starforge"));
        words.addAll(List.of("-d", "postgres", "-v", "ON_ERROR_STOP=1"));
        for (String statement : statements) {
            words.addAll(List.of("-c", statement));
        }
        once(words.toArray(String[]::new));
    }

    @Override
    protected List<String> command() {
        String sync = isDurable ? "on" : "off";
        List<String> words = new ArrayList<>(
                List.of(programs.resolve("postgres").toString(), "-D", data(), "-p", "" + port, "-k", ""));
        words.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "fsync=" + sync));
        words.addAll(List.of("-c", "full_page_writes=" + sync, "-c", "max_connections=200"));
        return asPostgres(words);
    }

    /** The protocol's request for encryption (PostgreSQL 53.7, SSLRequest) is answered with one letter. */
    @Override
    protected boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 210, 22, 47});
            if (socket.getInputStream().read() != 'N') {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        try {
            sql("select 1");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
